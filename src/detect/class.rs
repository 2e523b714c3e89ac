//! Classes of addresses: a policy says which of them `ipv4` and `ipv6` take.
use std::net::Ipv6Addr;

/// A set of classes.
#[derive(Clone, Copy)]
pub(crate) struct Classes(u8);

const PUBLIC: u8 = 1;
const PRIVATE: u8 = 2;
const LOOPBACK: u8 = 4;
const LINK_LOCAL: u8 = 8;
const DOCUMENTATION: u8 = 16;
const UNSPECIFIED: u8 = 32;
const MULTICAST: u8 = 64;

impl Default for Classes {
    /// All that may tell something of somebody: no loopback, nothing unspecified.
    fn default() -> Self {
        Classes(PUBLIC | PRIVATE | LINK_LOCAL | DOCUMENTATION | MULTICAST)
    }
}

impl Classes {
    /// The classes of these names; unknown names are none.
    pub(crate) fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Classes {
        let class = |name| match name {
            "public" => PUBLIC,
            "private" => PRIVATE,
            "loopback" => LOOPBACK,
            "link_local" => LINK_LOCAL,
            "documentation" => DOCUMENTATION,
            "unspecified" => UNSPECIFIED,
            "multicast" => MULTICAST,
            _ => 0,
        };
        Classes(names.into_iter().fold(0, |set, name| set | class(name)))
    }

    pub(super) fn has_v4(self, octets: [u8; 4]) -> bool {
        self.0 & v4(octets) != 0
    }

    pub(super) fn has_v6(self, address: Ipv6Addr) -> bool {
        let parts = address.segments();
        let class = match (address.to_ipv4_mapped(), parts[0]) {
            (Some(inner), _) => v4(inner.octets()),
            _ if address.is_loopback() => LOOPBACK,
            _ if address.is_unspecified() => UNSPECIFIED,
            (_, 0xfe80..=0xfebf) => LINK_LOCAL,
            (_, 0xfc00..=0xfdff) => PRIVATE,
            (_, 0xff00..) => MULTICAST,
            (_, 0x2001) if parts[1] == 0xdb8 => DOCUMENTATION,
            (_, 0x3fff) if parts[1] < 0x1000 => DOCUMENTATION,
            _ => PUBLIC,
        };
        self.0 & class != 0
    }
}

fn v4(octets: [u8; 4]) -> u8 {
    match octets {
        [0, ..] | [255, 255, 255, 255] => UNSPECIFIED,
        [127, ..] => LOOPBACK,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => PRIVATE,
        [169, 254, ..] => LINK_LOCAL,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => DOCUMENTATION,
        [224..=239, ..] => MULTICAST,
        _ => PUBLIC,
    }
}
