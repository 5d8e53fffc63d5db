use super::digits::Digits;
use super::tables::sample;
use super::{Reading, Sample, cut};
use crate::import::{Categories, Format, KnownGood};

pub(super) fn vics_1_3(rows: u32, categories: Categories, digits: &mut Digits) -> Sample {
    let head = "\"odata.metadata\":\"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media\"";
    let text = media(rows, head, digits);
    let reading = Reading::List(Format::Vics(categories));
    // One row is of a category that is left.
    sample("vics-1.3.json", reading, text, rows.saturating_sub(3), &[4, 7])
}

pub(super) fn vics_2_0(rows: u32, categories: Categories, digits: &mut Digits) -> Sample {
    let head = "\"@odata.context\":\"http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/\
                US/$metadata#Media\"";
    let text = media(rows, head, digits);
    let reading = Reading::List(Format::Vics(categories));
    sample("vics-2.0.json", reading, text, rows.saturating_sub(3), &[4, 7])
}

pub(super) fn caid(rows: u32, digits: &mut Digits) -> Sample {
    let head = "\"odata.metadata\":\"http://github.com/ICMEC/ProjectVic/DataModels/1.2.xml#Media\"";
    let text = media(rows, head, digits).replace("\"Category\": 9", "\"MD5\": \"\"");
    let reading = Reading::KnownGood(KnownGood::Caid);
    sample("caid.json", reading, text, rows.saturating_sub(2), &[4, 7])
}

/// Each item takes three lines, from the fourth on.
fn media(rows: u32, head: &str, digits: &mut Digits) -> String {
    let mut text = format!("{{\r\n  {head},\r\n  \"value\": [");
    for row in 0..rows {
        let (md5, sha1) = (digits.upper(32), digits.upper(40));
        let md5 = if row == 0 { cut(&md5) } else { &md5 };
        let category = match row {
            1 => 9,
            2 => 0,
            _ => 1,
        };
        let comma = if row == 0 { "" } else { "," };
        text.push_str(&format!(
            "{comma}\r\n    {{\"MediaID\": {row}, \"Category\": {category}, \"MD5\": \"{md5}\",\r\n     \
             \"SHA1\": \"{sha1}\", \"PhotoDNA\": null, \"MediaSize\": \"1\",\r\n     \
             \"Exifs\": [{{\"MD5\": \"in here it is another\"}}], \"MediaFiles\": []}}"
        ));
    }
    text.push_str("\r\n  ]\r\n}\r\n");
    text
}

pub(super) fn ncmec(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <queryResult xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\">\n\
         <images count=\"{rows}\" maxTimestamp=\"2017-10-24T15:10:00Z\">\n"
    );
    for row in 0..rows {
        let (md5, sha1, pdq) = (digits.hex(32), digits.hex(40), digits.hex(64));
        let md5 = if row == 0 { cut(&md5) } else { &md5 };
        let id = if row == 1 { String::new() } else { format!("<id>made-up-{row}</id>") };
        text.push_str(&format!(
            "<image><member id=\"42\">Made &amp; Up</member>\
             <timestamp>2017-10-24T15:00:00Z</timestamp>{id}<classification>A1</classification>\n\
             <fingerprints><md5>{md5}</md5><sha1>{sha1}</sha1><pdq>{pdq}</pdq>\
             <pdna>0</pdna><tmk-pdqf rel=\"self\" href=\"/v2/entries/1\"/></fingerprints>\
             <feedback/></image>\n"
        ));
    }
    text.push_str(
        "<deletedImage><member id=\"42\">Made Up</member><id>made-up-2</id>\
         <timestamp>2017-10-24T15:10:00Z</timestamp></deletedImage>\n</images>\n\
         <videos count=\"0\"/>\n<paging><next>/v2/entries?start=1&amp;size=2</next></paging>\n\
         </queryResult>\n",
    );
    sample("ncmec.xml", Reading::List(Format::Ncmec), text, rows.saturating_sub(2), &[4, 6])
}

pub(super) fn threatexchange(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = String::from("{\"data\":[\n");
    for row in 0..rows {
        let (pdq, md5, sha256) = (digits.hex(64), digits.hex(32), digits.hex(64));
        let (kind, value) = match row {
            0 => ("HASH_MD5", cut(&md5)),
            1 => ("HASH_SHA256", md5.as_str()),
            2 => ("HASH_SHA256", sha256.as_str()),
            _ => ("HASH_PDQ", pdq.as_str()),
        };
        text.push_str(&format!(
            "{{\"id\":\"{row}\",\"type\":\"{kind}\",\"indicator\":\"{value}\",\
             \"last_updated\":1625167804,\"should_delete\":false,\"descriptors\":{{\"data\":\
             [{{\"id\":\"1\",\"owner\":{{\"id\":\"2\"}},\"status\":\"MALICIOUS\"}}]}}}},\n"
        ));
    }
    text.push_str("{\"id\":\"u\",\"type\":\"URI\",\"indicator\":\"https://example.invalid/\"},\n");
    text.push_str("{\"id\":\"2\",\"should_delete\":true,\"last_updated\":1625167805}\n");
    text.push_str("],\"paging\":{\"cursors\":{\"before\":\"MA\",\"after\":\"MQ\"}}}\n");
    let reading = Reading::List(Format::ThreatExchange);
    sample("threatexchange.json", reading, text, rows.saturating_sub(2), &[2, 3])
}

pub(super) fn stopncii(rows: u32, digits: &mut Digits) -> Sample {
    let mut text = format!(
        "{{\"count\":{rows},\"nextSetTimestamp\":1625175071,\"nextPageToken\":\"W\",\
         \"hasMoreRecords\":false,\"hashRecords\":[\n"
    );
    for row in 0..rows {
        let (pdq, md5) = (digits.hex(64), digits.hex(32));
        let (kind, value) = match row {
            0 => ("ImagePDQ", cut(&pdq)),
            2 => ("VideoMD5", md5.as_str()),
            _ => ("ImagePDQ", pdq.as_str()),
        };
        let status = if row == 1 { "" } else { ",\"hashStatus\":\"Active\"" };
        let comma = if row.saturating_add(1) == rows { "" } else { "," };
        text.push_str(&format!(
            "{{\"lastModtimestamp\":1625167804,\"hashValue\":\"{value}\"{status},\
             \"caseNumbers\":{{\"made-up\":\"Active\"}},\"signalType\":\"{kind}\"}}{comma}\n"
        ));
    }
    text.push_str("]}\n");
    let reading = Reading::List(Format::StopNcii);
    sample("stopncii.json", reading, text, rows.saturating_sub(2), &[2, 3])
}
