use super::digits::Digits;
use super::{EMPTY_MD5, Reading, Sample, cut};
use crate::import::{Format, KnownGood};

pub(super) fn plain(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::from("# made up\n\n");
    text.push_str("md5:0123\nsha256:not-a-digest\n");
    for row in 2..rows {
        match row & 3 {
            0 => text.push_str(&format!("{} # a PDQ\n", digits.pdq().to_uppercase())),
            1 => text.push_str(&format!("vpdq:{},{}\n", digits.hex(64), digits.hex(64))),
            _ => text.push_str(&format!("sha1:{} md5:{}\n", digits.hex(40), digits.hex(32))),
        }
    }
    list("plain.txt", Format::Plain, text, rows.saturating_sub(2), &[3, 4])
}

pub(super) fn icse(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::from(
        "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;\
         Series name;Number of submissions;File Available;Media Type;Baseline\r\n",
    );
    for row in 0..rows {
        let (md5, sha1) = (digits.upper(32), digits.upper(40));
        let rest = format!(";{row};true;false;false;\"made; up\";1;true;Image;true\r\n");
        match row {
            0 => text.push_str(&format!("{};{sha1};{rest}", cut(&md5))),
            1 => text.push_str(&format!("{md5};{sha1};one;too;many{rest}")),
            _ => text.push_str(&format!("{md5};{sha1};{rest}")),
        }
    }
    list("icse.csv", Format::Icse, text, rows.saturating_sub(2), &[2, 3])
}

pub(super) fn pdq(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::new();
    for row in 0..rows {
        let hash = digits.hex(64);
        match row {
            0 => text.push_str(&format!("{hash},49,flat.jpg\n")),
            1 => text.push_str(&format!("{}00,100,long.jpg\n", hash)),
            2 => text.push_str(&format!("hash={hash},quality=100,{row}.jpg\n")),
            _ => text.push_str(&format!("{hash},100,{row}.jpg\n")),
        }
    }
    list("pdq.txt", Format::PdqText, text, rows.saturating_sub(2), &[1, 2])
}

pub(super) fn vpdq(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::new();
    for row in 0..rows {
        let hash = digits.hex(64);
        match row {
            0 => text.push_str(&format!("0,0,{},0.000\n", "0".repeat(64))),
            1 => text.push_str(&format!("1,100,{hash}\n")),
            2 => text.push_str(&format!("2,101,{hash},2.000\n")),
            _ => text.push_str(&format!("{row},100,{hash},{row}.000\n")),
        }
    }
    list("vpdq.txt", Format::VpdqText, text, 1, &[2, 3])
}

pub(super) fn nsrl_2(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::from(
        "\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\",\"OpSystemCode\",\
         \"SpecialCode\"\r\n",
    );
    for row in 0..rows {
        let (sha1, md5, crc) = (digits.upper(40), digits.upper(32), digits.upper(8));
        let rest = format!("\"{crc}\",\"made \"up\".dll\",{row},1,\"362\",\"\"\r\n");
        match row {
            0 => text.push_str(&format!("\"{}\",\"{md5}\",{rest}", cut(&sha1))),
            1 => text.push_str(&format!("\"{sha1}\"\r\n")),
            2 => text.push_str(&format!("\"\",\"{EMPTY_MD5}\",{rest}")),
            _ => text.push_str(&format!("\"{sha1}\",\"{md5}\",{rest}")),
        }
    }
    // The digest of the empty file is no record, and no mistake here.
    good("NSRLFile.txt", KnownGood::Nsrl, text, rows.saturating_sub(3), &[2, 3])
}

pub(super) fn nsrl_3(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::from("BEGIN TRANSACTION;\nINSERT INTO PKG VALUES (0,'it''s','1');\n");
    for row in 0..rows {
        let (sha256, sha1, md5) = (digits.upper(64), digits.upper(40), digits.upper(32));
        let name = if row == 3 { "made;\n'');up" } else { "made.dll" };
        let sha1 = if row == 0 { cut(&sha1) } else { &sha1 };
        let end = if row == 1 { "" } else { ",1,1);" };
        text.push_str(&format!(
            "INSERT INTO FILE(sha256,sha1,md5,crc32,file_name,file_size,package_id) \
             VALUES('{sha256}','{sha1}','{md5}','00000000','{name}'{end}\n"
        ));
    }
    text.push_str("COMMIT;\n");
    good("nsrl-delta.sql", KnownGood::Nsrl, text, rows.saturating_sub(2), &[3, 4])
}

fn list(name: &'static str, format: Format, text: String, records: u32, bad: &[u64]) -> Sample {
    sample(name, Reading::List(format), text, records, bad)
}

fn good(name: &'static str, format: KnownGood, text: String, records: u32, bad: &[u64]) -> Sample {
    sample(name, Reading::KnownGood(format), text, records, bad)
}

pub(super) fn sample(
    name: &'static str,
    reading: Reading,
    text: String,
    records: u32,
    bad: &[u64],
) -> Sample {
    Sample {
        name,
        reading,
        bytes: text.into_bytes(),
        records: records.into(),
        bad_lines: bad.to_vec(),
    }
}
