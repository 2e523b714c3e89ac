"""Which numbers of states there are sets of: the forms in which they are written, and the words that stand near."""
from makers import (
    aadhaar, aba, abn, afm, ahv, belgium, bsn, china, cnp, cnpj, codice_fiscale, cpf,
    cpr, cuit, curp, dea, dni, egn, hetu, isikukood, israel, itin, medicare, my_number,
    nhs, nie, nif, nino, nip, nir, norway, npi, nric, oib, personnummer, pesel,
    gstin, inn, kvnr, mbi, partita_iva, rvnr, snils, pps, rodne_cislo, rrn, rut, sin, south_africa, steuer_id, svnr, taiwan, tfn, thailand, turkey,
)


def cut(number, *sizes, by=" "):
    out, at = [], 0
    for size in sizes:
        out.append(number[at : at + size])
        at += size
    return by.join([*out, number[at:]] if at < len(number) else out)


def as_cpf(number):
    return f"{number[:3]}.{number[3:6]}.{number[6:9]}-{number[9:]}"


def as_cnpj(number):
    return f"{number[:2]}.{number[2:5]}.{number[5:8]}/{number[8:12]}-{number[12:]}"


PLAIN = [str]
# Set: maker, forms, words that stand near, names of fields, and which forms prove themselves without such words (a bit
# for each form; where opinions differ there is none).
NATIONS = {
    "uk_nhs": (nhs, [str, lambda n: cut(n, 3, 3), lambda n: cut(n, 3, 3, by="-")], ["NHS number", "nhs no", "NHS"], ["nhs_number", "nhsNumber"], 0),
    "uk_nino": (nino, [str, lambda n: cut(n, 2, 2, 2, 2)], ["NI number", "national insurance number", "NINO"], ["nino", "national_insurance_number"], 0),
    "nl_bsn": (bsn, PLAIN, ["BSN", "burgerservicenummer"], ["bsn", "bsnNumber"], 0),
    "es_dni": (dni, [str, lambda n: cut(n, 8, by="-")], ["DNI", "NIF"], ["dni", "nif"], 0),
    "es_nie": (nie, [str, lambda n: cut(n, 1, 7, by="-")], ["NIE", "extranjero NIE"], ["nie", "nieNumber"], 1),
    "it_codice_fiscale": (codice_fiscale, PLAIN, ["codice fiscale", "CF"], ["codice_fiscale", "codiceFiscale"], 1),
    "fr_nir": (nir, [str, lambda n: cut(n, 1, 2, 2, 2, 3, 3)], ["NIR", "sécurité sociale", "numéro de sécu"], ["nir", "numero_secu"], 3),
    "pl_pesel": (pesel, PLAIN, ["PESEL", "pesel nr"], ["pesel", "peselNumber"], 0),
    "br_cpf": (cpf, [str, as_cpf], ["CPF", "cpf do cliente"], ["cpf", "cpfNumber"], 2),
    "br_cnpj": (cnpj, [str, as_cnpj], ["CNPJ", "cnpj da empresa"], ["cnpj", "cnpjNumber"], 2),
    "in_aadhaar": (aadhaar, [str, lambda n: cut(n, 4, 4), lambda n: cut(n, 4, 4, by="-")], ["Aadhaar", "aadhaar number", "UIDAI"], ["aadhaar", "aadhaar_number"], 0),
    "ca_sin": (sin, [str, lambda n: cut(n, 3, 3), lambda n: cut(n, 3, 3, by="-")], ["SIN", "social insurance number"], ["sin", "social_insurance_number"], 0),
    "au_tfn": (tfn, [str, lambda n: cut(n, 3, 3)], ["TFN", "tax file number"], ["tfn", "tax_file_number"], 0),
    "se_personnummer": (personnummer, [str, lambda n: cut(n, 6, by="-")], ["personnummer", "person nr"], ["personnummer", "personNummer"], 0),
    "fi_hetu": (hetu, PLAIN, ["henkilötunnus", "HETU"], ["hetu", "henkilotunnus"], 1),
    "sg_nric": (nric, PLAIN, ["NRIC", "FIN"], ["nric", "nricNumber"], 0),
    "kr_rrn": (rrn, [str, lambda n: cut(n, 6, by="-")], ["RRN", "주민등록번호"], ["rrn", "resident_registration_number"], 2),
    "cn_id": (china, PLAIN, ["身份证", "ID card number"], ["id_card", "idCardNumber"], 1),
    "us_aba": (aba, PLAIN, ["routing number", "ABA", "routing no"], ["routing_number", "abaNumber"], 0),
    "us_npi": (npi, PLAIN, ["NPI", "national provider identifier"], ["npi", "npiNumber"], 0),
    "us_dea": (dea, PLAIN, ["DEA number", "DEA"], ["dea", "dea_number"], 0),
    "de_steuer_id": (steuer_id, [str, lambda n: cut(n, 2, 3, 3)], ["Steuer-ID", "IdNr", "Steueridentifikationsnummer"], ["steuer_id", "steuerId"], 0),
    "hr_oib": (oib, PLAIN, ["OIB", "oib broj"], ["oib", "oibNumber"], 0),
    "be_nrn": (belgium, [str, lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:9]}.{n[9:]}"], ["rijksregisternummer", "numéro national", "NISS"], ["rijksregisternummer", "niss"], 2),
    "pt_nif": (nif, PLAIN, ["NIF", "contribuinte"], ["nif", "contribuinte"], 0),
    "no_fnr": (norway, [str, lambda n: cut(n, 6)], ["fødselsnummer", "fnr"], ["fnr", "fodselsnummer"], 0),
    "ch_ahv": (ahv, [str, lambda n: cut(n, 3, 4, 4, by=".")], ["AHV", "AVS", "AHV-Nr"], ["ahv", "ahv_number"], 3),
    "tr_tckn": (turkey, PLAIN, ["TC kimlik no", "TCKN"], ["tckn", "tc_kimlik_no"], 0),
    "za_id": (south_africa, PLAIN, ["South African ID", "SA ID number"], ["sa_id", "za_id_number"], 0),
    "cz_rodne_cislo": (rodne_cislo, [str, lambda n: cut(n, 6, by="/")], ["rodné číslo", "RČ"], ["rodne_cislo", "rodneCislo"], 0),
    "ro_cnp": (cnp, PLAIN, ["CNP", "cod numeric personal"], ["cnp", "cnpNumber"], 0),
    "ar_cuit": (cuit, [str, lambda n: cut(n, 2, 8, by="-")], ["CUIT", "CUIL"], ["cuit", "cuil"], 2),
    "mx_curp": (curp, PLAIN, ["CURP", "clave CURP"], ["curp", "curpNumber"], 1),
    "au_medicare": (medicare, [str, lambda n: cut(n, 4, 5)], ["Medicare number", "medicare card"], ["medicare", "medicare_number"], 0),
    "pl_nip": (nip, [str, lambda n: cut(n, 3, 3, 2, by="-")], ["NIP", "numer NIP"], ["nip", "nipNumber"], 0),
    "us_itin": (itin, [lambda n: cut(n, 3, 2, by="-"), str], ["ITIN", "taxpayer ITIN"], ["itin", "itinNumber"], 0),
    "dk_cpr": (cpr, [str, lambda n: cut(n, 6, by="-")], ["CPR", "CPR-nummer", "personnummer"], ["cpr", "cprNumber"], 0),
    "gr_afm": (afm, PLAIN, ["AFM", "ΑΦΜ"], ["afm", "afmNumber"], 0),
    "bg_egn": (egn, PLAIN, ["EGN", "ЕГН"], ["egn", "egnNumber"], 0),
    "ie_pps": (pps, PLAIN, ["PPS number", "PPSN"], ["ppsn", "pps_number"], 0),
    "ee_isikukood": (isikukood, PLAIN, ["isikukood", "asmens kodas"], ["isikukood", "asmens_kodas"], 0),
    "il_id": (israel, PLAIN, ["teudat zehut", "Israeli ID", "תעודת זהות"], ["teudat_zehut", "israeli_id"], 0),
    "cl_rut": (rut, [lambda n: f"{n[:2]}.{n[2:5]}.{n[5:8]}-{n[8]}", lambda n: cut(n, 8, by="-")], ["RUT", "RUN"], ["rut", "rutNumber"], 1),
    "tw_id": (taiwan, PLAIN, ["Taiwan ID", "身分證"], ["taiwan_id", "tw_national_id"], 0),
    "at_svnr": (svnr, [str, lambda n: cut(n, 4)], ["SVNR", "Sozialversicherungsnummer"], ["svnr", "sozialversicherungsnummer"], 0),
    "au_abn": (abn, [str, lambda n: cut(n, 2, 3, 3)], ["ABN", "Australian business number"], ["abn", "abnNumber"], 0),
    "de_rvnr": (rvnr, PLAIN, ["Rentenversicherungsnummer", "Sozialversicherungsnummer", "RVNR"], ["rvnr", "sozialversicherungsnummer"], 0),
    "de_kvnr": (kvnr, PLAIN, ["KVNR", "Krankenversichertennummer", "Versichertennummer"], ["kvnr", "versichertennummer"], 0),
    "it_partita_iva": (partita_iva, PLAIN, ["Partita IVA", "P.IVA", "partita iva"], ["partita_iva", "partitaIva"], 0),
    "in_gstin": (gstin, PLAIN, ["GSTIN", "GST number"], ["gstin", "gstNumber"], 1),
    "ru_snils": (snils, [lambda n: f"{n[:3]}-{n[3:6]}-{n[6:9]} {n[9:]}", str], ["СНИЛС", "SNILS"], ["snils", "snilsNumber"], 1),
    "ru_inn": (inn, PLAIN, ["ИНН", "INN"], ["inn", "innNumber"], 0),
    "us_mbi": (mbi, [str, lambda n: f"{n[:4]}-{n[4:7]}-{n[7:]}"], ["MBI", "Medicare beneficiary id", "medicare"], ["mbi", "medicareBeneficiaryId"], 0),
    "jp_my_number": (my_number, [str, lambda n: cut(n, 4, 4)], ["マイナンバー", "My Number", "個人番号"], ["my_number", "mynumber"], 0),
    "th_id": (thailand, [str, lambda n: cut(n, 1, 4, 5, 2, by="-")], ["Thai national ID", "เลขประจำตัวประชาชน"], ["thai_id", "th_national_id"], 2),
}
