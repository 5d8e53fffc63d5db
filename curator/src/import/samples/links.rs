use super::{Reading, Sample};
use crate::import::Format;

pub(super) fn urls(rows: u32) -> Sample {
    let mut text = String::from("# made up\n\nhttp://\n/no/host\n");
    for row in 2..rows {
        text.push_str(&format!("http://made-up-{row}.example/a?b#part\n"));
    }
    sample("urls.txt", Format::Urls, text, rows, vec![3, 4])
}

pub(super) fn urlhaus(rows: u32) -> Sample {
    let mut text = String::from(
        "################\r\n# made up: \"not closed\r\n\
         # id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter\r\n",
    );
    for row in 0..rows {
        let url = match row {
            0 => "http://".to_owned(),
            _ => format!("http://made-up-{row}.example:8080/bin.sh"),
        };
        let rest = if row == 1 { "" } else { ",\"u\",\"a, b\",\"http://urlhaus.example/\",\"r\"" };
        text.push_str(&format!(
            "\"{row}\",\"2026-01-01 00:00:00\",\"{url}\",\"online\",\"2026-01-01\"{rest}\r\n"
        ));
    }
    sample("urlhaus.csv", Format::UrlHaus, text, rows, vec![4, 5])
}

pub(super) fn phishtank(rows: u32) -> Sample {
    let mut text = String::from(
        "phish_id,url,phish_detail_url,submission_time,verified,verification_time,online,target\n",
    );
    for row in 0..rows {
        let url = match row {
            0 => "http://".to_owned(),
            _ => format!("\"http://made-up-{row}.example/a,b\""),
        };
        let rest = if row == 1 { "" } else { ",2026-01-01,yes,2026-01-01,yes,Other" };
        text.push_str(&format!("{row},{url},http://www.phishtank.example/{row}{rest}\n"));
    }
    sample("phishtank.csv", Format::PhishTank, text, rows, vec![2, 3])
}

fn sample(
    name: &'static str,
    format: Format,
    text: String,
    rows: u32,
    bad_lines: Vec<u64>,
) -> Sample {
    let (reading, records) = (Reading::List(format), u64::from(rows.saturating_sub(2)));
    Sample { name, reading, bytes: text.into_bytes(), records, bad_lines }
}
