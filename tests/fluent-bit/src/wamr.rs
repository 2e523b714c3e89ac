//! WAMR as Fluent Bit drives it: `flb_wasm_instantiate` and `flb_wasm_call_function_format_json`, step by step.
#![allow(unsafe_code, reason = "WAMR is C")]

use std::ffi::{CStr, CString, c_char};
use std::ptr;

use wamrx_sys as sys;

/// One instance, as a filter keeps it for its whole life.
pub(crate) struct Filter {
    /// WAMR reads from it as long as the module lives.
    _bytes: Vec<u8>,
    module: sys::wasm_module_t,
    instance: sys::wasm_module_inst_t,
    environment: sys::wasm_exec_env_t,
    function: CString,
}

/// Starts the engine; once.
pub(crate) fn start() -> Result<(), String> {
    let mut arguments = sys::RuntimeInitArgs { mem_alloc_type: sys::Alloc_With_System_Allocator, ..Default::default() };
    // SAFETY: the arguments are as WAMR documents them.
    if unsafe { sys::wasm_runtime_full_init(&mut arguments) } { Ok(()) } else { Err("WAMR does not start".into()) }
}

impl Filter {
    /// Loads a module. `stack` and `heap` are `wasm_stack_size` and `wasm_heap_size`.
    pub(crate) fn load(mut bytes: Vec<u8>, function: &str, stack: u32, heap: u32) -> Result<Filter, String> {
        let function = CString::new(function).map_err(|_| "a name has no zero byte")?;
        let length = u32::try_from(bytes.len()).map_err(|_| "the module is too large")?;
        let mut why = [0 as c_char; 128];
        // SAFETY: the bytes live as long as the module, and `why` has room for its own length.
        unsafe {
            let module = sys::wasm_runtime_load(bytes.as_mut_ptr(), length, why.as_mut_ptr(), 128);
            if module.is_null() {
                return Err(format!("Load wasm module failed. error: {}", said(&why)));
            }
            let instance = sys::wasm_runtime_instantiate(module, stack, heap, why.as_mut_ptr(), 128);
            if instance.is_null() {
                return Err(format!("Instantiate wasm module failed. error: {}", said(&why)));
            }
            let environment = sys::wasm_runtime_create_exec_env(instance, stack);
            if environment.is_null() {
                return Err("Create wasm execution environment failed.".into());
            }
            Ok(Filter { _bytes: bytes, module, instance, environment, function })
        }
    }

    /// One record. `Ok(None)`: the host drops it in silence; an error: it drops it and says why.
    pub(crate) fn call(&mut self, tag: &[u8], time: (u32, u32), record: &[u8]) -> Result<Option<Vec<u8>>, String> {
        let tag = [tag, b"\0"].concat();
        let record = [record, b"\0"].concat();
        // SAFETY: the instance is alive; what is copied into it is as long as is said.
        unsafe {
            let function = sys::wasm_runtime_lookup_function(self.instance, self.function.as_ptr());
            if function.is_null() {
                return Err(format!("The {} wasm function is not found.", self.function.to_string_lossy()));
            }
            let at = |bytes: &[u8]| {
                sys::wasm_runtime_module_dup_data(self.instance, bytes.as_ptr().cast(), bytes.len() as u64) as u32
            };
            let (tag_at, record_at) = (at(&tag), at(&record));
            let mut arguments = [tag_at, tag.len() as u32 - 1, time.0, time.1, record_at, record.len() as u32 - 1];
            let called = sys::wasm_runtime_call_wasm(self.environment, function, 6, arguments.as_mut_ptr());
            let answer = if called { self.answer(arguments[0]) } else { Err(self.exception()) };
            for room in [tag_at, record_at] {
                if room != 0 {
                    sys::wasm_runtime_module_free(self.instance, room.into());
                }
            }
            answer
        }
    }

    fn answer(&self, at: u32) -> Result<Option<Vec<u8>>, String> {
        // SAFETY: WAMR says whether a text that ends stands there.
        unsafe {
            if !sys::wasm_runtime_validate_app_str_addr(self.instance, at.into()) {
                return Err("returned value is invalid".into());
            }
            let text = sys::wasm_runtime_addr_app_to_native(self.instance, at.into());
            if text.is_null() {
                return Ok(None);
            }
            let text = CStr::from_ptr(text.cast::<c_char>()).to_bytes();
            Ok((!text.is_empty()).then(|| text.to_vec()))
        }
    }

    fn exception(&self) -> String {
        // SAFETY: the instance is alive, and the text is copied before it is cleared.
        unsafe {
            let why = sys::wasm_runtime_get_exception(self.instance);
            let why = if why.is_null() { String::new() } else { CStr::from_ptr(why).to_string_lossy().into_owned() };
            sys::wasm_runtime_clear_exception(self.instance);
            format!("Got exception running wasm code: {why}")
        }
    }

    /// The size of the module's memory, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        // SAFETY: the instance is alive; a null memory is not asked.
        unsafe {
            let memory = sys::wasm_runtime_get_default_memory(self.instance);
            if memory.is_null() {
                return 0;
            }
            sys::wasm_memory_get_cur_page_count(memory) * sys::wasm_memory_get_bytes_per_page(memory)
        }
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        // SAFETY: each of these is alive, and not used again.
        unsafe {
            sys::wasm_runtime_destroy_exec_env(self.environment);
            sys::wasm_runtime_deinstantiate(self.instance);
            sys::wasm_runtime_unload(self.module);
        }
        self.environment = ptr::null_mut();
    }
}

fn said(why: &[c_char; 128]) -> String {
    // SAFETY: WAMR ends what it writes, and the array began as zeros.
    unsafe { CStr::from_ptr(why.as_ptr()) }.to_string_lossy().into_owned()
}
