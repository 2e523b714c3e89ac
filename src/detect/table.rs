//! The table of detectors: a new one is a line here, a file beside it, and a place in `Scan` from which it is asked.

/// What a policy and a report say of a detector.
#[derive(Clone, Copy)]
pub(crate) struct About {
    /// Its name in a policy; a finding's rule is `leak/NAME`.
    pub(crate) name: &'static str,
    pub(crate) detector: Detector,
    /// What a finding of it says.
    pub(crate) message: &'static str,
    /// It proves what it finds: by a checksum, a known prefix, or what decodes.
    #[allow(dead_code, reason = "asked by the policy's check")]
    pub(crate) proof: bool,
}

/// Makes the list of detectors, and their numbers, from one line each.
macro_rules! detectors {
    ($($detector:ident $name:literal $proof:literal $message:literal)*) => {
        /// The detectors, in the order of `ALL`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Detector {
            $($detector,)*
        }

        /// All of them.
        pub(crate) const ALL: &[About] = &[
            $(About { name: $name, detector: Detector::$detector, message: $message, proof: $proof },)*
        ];
    };
}

detectors! {
    Pan "pan" true "A payment card number."
    UsSsn "us_ssn" true "A US social security number."
    Email "email" true "An email address."
    Jwt "jwt" true "A JSON Web Token."
    AwsKey "aws_key" true "An AWS access key id."
    VendorKey "vendor_key" true "A key in a form that one vendor has."
    PrivateKey "private_key" true "A private key."
    Url "url" true "Credentials in a URL."
    Bearer "bearer" true "Credentials of an HTTP authorization."
    Ipv4 "ipv4" false "An IPv4 address."
}
