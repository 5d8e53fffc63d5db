//! What the names of a report mean, for whoever reads Dutch. A name stays: it is the same in JSON.

/// `None` for what is no name of a report.
pub(super) fn dutch(name: &str) -> Option<&'static str> {
    Some(match name {
        "clean" => "niets bekends",
        "match" => "gevonden",
        "near" => "misschien gevonden",
        "undecided" => "niet te beoordelen",
        "allow" => "doorlaten",
        "warn" => "waarschuwen",
        "ask" => "vragen",
        "block" => "tegenhouden",
        "report" => "melden",
        "yes" => "ja",
        "not_needed" => "niet nodig",
        "no_journal" => "er is geen logboek",
        "failed" => "mislukt",
        "exact" => "hetzelfde bestand",
        "exact_weak" => "dezelfde MD5 of SHA-1",
        "corroborated" => "gelijkenis en dezelfde MD5 en SHA-1",
        "perceptual" => "gelijkenis",
        "borderline" => "zwakke gelijkenis",
        "upright" => "rechtop",
        "rotate90" => "kwartslag rechtsom",
        "rotate180" => "ondersteboven",
        "rotate270" => "kwartslag linksom",
        "mirror" => "gespiegeld",
        "flip" => "boven en onder verwisseld",
        "transpose" => "gespiegeld over een diagonaal",
        "transverse" => "gespiegeld over de andere diagonaal",
        "over_black" => "op zwart",
        "low_quality" => "te weinig om te vergelijken",
        _ => return None,
    })
}
