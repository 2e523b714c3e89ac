// The page starts here.
import { render } from 'preact';

import { App } from './page/app.js';
import { begin } from './page/state.js';

const root = document.getElementById('app');
if (root) render(<App />, root);
void begin();
