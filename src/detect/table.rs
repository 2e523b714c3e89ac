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
    Iban "iban" true "An international bank account number."
    Btc "btc" true "A Bitcoin address."
    Eth "eth" true "An Ethereum address."
    Entropy "entropy" false "A run that looks drawn by lot, beside a word for secrets."
    Phrase "phrase" false "A secret that a sentence, a command or a statement names."
    Phone "phone" false "A phone number."
    Mac "mac" false "A hardware address."
    Ipv6 "ipv6" false "An IPv6 address."
    GbNhs "gb_nhs" true "A British NHS number."
    GbNino "gb_nino" true "A British national insurance number."
    NlBsn "nl_bsn" true "A Dutch citizen service number."
    EsDni "es_dni" true "A Spanish DNI or NIE."
    ItCodiceFiscale "it_codice_fiscale" true "An Italian tax code."
    ItPartitaIva "it_partita_iva" true "An Italian VAT number."
    FrNir "fr_nir" true "A French social security number."
    DeSteuerId "de_steuer_id" true "A German tax identification number."
    DeRvnr "de_rvnr" true "A German pension insurance number."
    DeKvnr "de_kvnr" true "A German health insurance number."
    PlPesel "pl_pesel" true "A Polish PESEL."
    PlNip "pl_nip" true "A Polish tax number."
    BrCpf "br_cpf" true "A Brazilian CPF."
    BrCnpj "br_cnpj" true "A Brazilian CNPJ."
    InAadhaar "in_aadhaar" true "An Indian Aadhaar number."
    InGstin "in_gstin" true "An Indian tax number of a firm."
    CaSin "ca_sin" true "A Canadian social insurance number."
    AuTfn "au_tfn" true "An Australian tax file number."
    AuAbn "au_abn" true "An Australian business number."
    AuMedicare "au_medicare" true "An Australian Medicare number."
    SePersonnummer "se_personnummer" true "A Swedish personal identity number."
    FiHetu "fi_hetu" true "A Finnish personal identity code."
    SgNric "sg_nric" true "A Singaporean NRIC or FIN."
    KrRrn "kr_rrn" true "A South Korean resident registration number."
    CnId "cn_id" true "A Chinese resident identity number."
    UsAba "us_aba" true "A US bank routing number."
    UsNpi "us_npi" true "A US national provider identifier."
    UsDea "us_dea" true "A US DEA registration number."
    UsMbi "us_mbi" true "A US Medicare beneficiary identifier."
    UsItin "us_itin" true "A US individual taxpayer identification number."
    BeNrn "be_nrn" true "A Belgian national register number."
    NoFnr "no_fnr" true "A Norwegian birth number."
    DkCpr "dk_cpr" true "A Danish CPR number."
    ChAhv "ch_ahv" true "A Swiss AHV number."
    TrKimlik "tr_kimlik" true "A Turkish identity number."
    PtNif "pt_nif" true "A Portuguese tax number."
    GrAfm "gr_afm" true "A Greek tax number."
    CzRodneCislo "cz_rodne_cislo" true "A Czech or Slovak birth number."
    RoCnp "ro_cnp" true "A Romanian personal code."
    RuSnils "ru_snils" true "A Russian insurance number."
    RuInn "ru_inn" true "A Russian tax number of a person."
    BgEgn "bg_egn" true "A Bulgarian civil number."
    IePps "ie_pps" true "An Irish PPS number."
    HrOib "hr_oib" true "A Croatian personal identification number."
    EeIsikukood "ee_isikukood" true "An Estonian or Lithuanian personal code."
    IlId "il_id" true "An Israeli identity number."
    ZaId "za_id" true "A South African identity number."
    MxCurp "mx_curp" true "A Mexican CURP."
    ClRut "cl_rut" true "A Chilean RUT."
    ArCuit "ar_cuit" true "An Argentine CUIT or CUIL."
    ThId "th_id" true "A Thai identity number."
    TwId "tw_id" true "A Taiwanese identity number."
    JpMyNumber "jp_my_number" true "A Japanese individual number."
    AtSvnr "at_svnr" true "An Austrian social security number."
    Ipv4 "ipv4" false "An IPv4 address."
}
