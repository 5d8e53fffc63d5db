//! Swift: structs and enums, with an initialiser from what UniFFI generates.

use std::error::Error;

use heck::{ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{AsType, Enum, Field, Record, Type, Variant};

use super::{Language, comment, is_flat, named, table};

/// Swift.
pub(crate) struct Swift;

impl Language for Swift {
    const NAME: &'static str = "swift";

    fn head(_: &[&str]) -> String {
        "// swift-format-ignore-file\n\
         // Written by bindings/bindgen from the comments and types of ffi/uniffi: never edited.\n\
         internal import PresendInternal\n"
            .to_owned()
    }

    fn record(interface: &ComponentInterface, record: &Record) -> Result<String, Box<dyn Error>> {
        let (raw, name) = (record.name(), type_name(record.name()));
        let (mut fields, mut values) = (String::new(), Vec::new());
        for field in record.fields() {
            let said = Said::of(raw, field)?;
            fields.push_str(&doc(interface, field.docstring(), "    ")?);
            fields.push_str(&format!("    public let {}: {}\n", said.name, said.ty));
            let raw = format!("raw.{}", field.name().to_lower_camel_case());
            values.push(format!("            {}: {}", said.name, said.lift(field, &raw)?));
        }
        Ok(format!(
            "{}public struct {name}: Sendable, Hashable {{\n{fields}}}\n\n\
             extension {name} {{\n    init(_ raw: PresendInternal.{raw}) {{\n        self.init(\n{})\n    }}\n}}\n",
            doc(interface, record.docstring(), "")?,
            values.join(",\n"),
        ))
    }

    fn choice(interface: &ComponentInterface, choice: &Enum) -> Result<String, Box<dyn Error>> {
        let (raw, name) = (choice.name(), type_name(choice.name()));
        let flat = is_flat(interface, raw);
        let kind = if flat { "String, Sendable, CaseIterable" } else { "Sendable, Hashable" };
        let (mut cases, mut arms) = (String::new(), String::new());
        for case in choice.variants() {
            cases.push_str(&doc(interface, case.docstring(), "    ")?);
            cases.push_str(&self::case(raw, case, flat)?);
            arms.push_str(&arm(raw, case)?);
        }
        if table::STABLE.contains(&raw) {
            cases.push_str(&stable(choice));
        }
        Ok(format!(
            "{}public enum {name}: {kind} {{\n{cases}}}\n\n\
             extension {name} {{\n    init(_ raw: PresendInternal.{raw}) {{\n        switch raw {{\n{arms}        }}\n    }}\n}}\n",
            doc(interface, choice.docstring(), "")?,
        ))
    }
}

/// One case of an enum. A single value needs no label: the case says what it is.
fn case(owner: &str, case: &Variant, flat: bool) -> Result<String, Box<dyn Error>> {
    let name = case.name().to_lower_camel_case();
    let values = match case.fields() {
        [] => String::new(),
        [one] => format!("({})", Said::of(owner, one)?.ty),
        more => {
            let said = more.iter().map(|field| Said::of(owner, field));
            let said = said.map(|said| said.map(|said| format!("{}: {}", said.name, said.ty)));
            format!("({})", said.collect::<Result<Vec<_>, _>>()?.join(", "))
        }
    };
    let stable = case.name().to_snake_case();
    let stable = if flat && stable != name { format!(" = \"{stable}\"") } else { String::new() };
    Ok(format!("    case {name}{values}{stable}\n"))
}

/// One line of the `switch` of a conversion.
fn arm(owner: &str, case: &Variant) -> Result<String, Box<dyn Error>> {
    let name = case.name().to_lower_camel_case();
    let (mut bound, mut values) = (Vec::new(), Vec::new());
    for field in case.fields() {
        let (said, raw) = (Said::of(owner, field)?, field.name().to_lower_camel_case());
        let value = said.lift(field, &raw)?;
        values.push(if case.fields().len() == 1 {
            value
        } else {
            format!("{}: {value}", said.name)
        });
        bound.push(format!("let {raw}"));
    }
    Ok(match bound.is_empty() {
        true => format!("        case .{name}: self = .{name}\n"),
        false => {
            format!(
                "        case .{name}({}): self = .{name}({})\n",
                bound.join(", "),
                values.join(", ")
            )
        }
    })
}

fn stable(choice: &Enum) -> String {
    let arm = |case: &Variant| {
        let (name, stable) = (case.name().to_lower_camel_case(), case.name().to_snake_case());
        format!("        case .{name}: \"{stable}\"\n")
    };
    let arms: String = choice.variants().iter().map(arm).collect();
    format!(
        "\n    /// The stable name, as JSON and the journal write it.\n    \
         public var name: String {{\n        switch self {{\n{arms}        }}\n    }}\n"
    )
}

fn type_name(raw: &str) -> &str {
    table::type_name(Swift::NAME, raw)
}

/// A field as Swift says it.
struct Said {
    name: String,
    ty: String,
    /// What makes a value of it, if it is not the type that the metadata says.
    by: Option<String>,
}

impl Said {
    /// `isTest` for a `test` that is true or false, `time: Duration` for a `time_ms`.
    fn of(owner: &str, field: &Field) -> Result<Self, Box<dyn Error>> {
        let (raw, ty) = (field.name(), field.as_type());
        let lasting = |stem: &str, unit: &str| Self {
            name: stem.to_lower_camel_case(),
            ty: if matches!(ty, Type::Optional { .. }) { "Duration?" } else { "Duration" }
                .to_owned(),
            by: Some(format!("Duration.{unit}")),
        };
        let mut said = if let Some(stem) = raw.strip_suffix("_ms") {
            lasting(stem, "milliseconds")
        } else if let Some(stem) = raw.strip_suffix("_us") {
            lasting(stem, "microseconds")
        } else if let Some(own) = table::typed(owner, raw) {
            Self { name: raw.to_lower_camel_case(), ty: own.to_owned(), by: Some(own.to_owned()) }
        } else if ty == Type::Boolean {
            let name = format!("is{}", raw.to_upper_camel_case());
            Self { name, ty: "Bool".to_owned(), by: None }
        } else {
            Self { name: raw.to_lower_camel_case(), ty: self::ty(&ty)?, by: None }
        };
        if let Some(name) = table::renamed(Swift::NAME, &format!("{owner}.{raw}")) {
            name.clone_into(&mut said.name);
        }
        Ok(said)
    }

    /// The value of the generated type, as a value of the public one.
    fn lift(&self, field: &Field, value: &str) -> Result<String, Box<dyn Error>> {
        match (&self.by, field.as_type()) {
            (Some(by), Type::Optional { .. }) => Ok(format!("{value}.map {{ {by}($0) }}")),
            (Some(by), _) => Ok(format!("{by}({value})")),
            (None, ty) => lift(&ty, value),
        }
    }
}

fn ty(ty: &Type) -> Result<String, Box<dyn Error>> {
    Ok(match ty {
        Type::UInt8 => "UInt8".to_owned(),
        Type::UInt16 => "UInt16".to_owned(),
        Type::UInt32 => "UInt32".to_owned(),
        Type::Int32 => "Int32".to_owned(),
        Type::UInt64 => "UInt64".to_owned(),
        Type::Boolean => "Bool".to_owned(),
        Type::String => "String".to_owned(),
        Type::Optional { inner_type } => format!("{}?", self::ty(inner_type)?),
        Type::Sequence { inner_type } => format!("[{}]", self::ty(inner_type)?),
        _ => {
            type_name(named(ty).ok_or_else(|| format!("Swift has no rule for {ty:?}"))?).to_owned()
        }
    })
}

fn lift(ty: &Type, value: &str) -> Result<String, Box<dyn Error>> {
    Ok(match ty {
        Type::Optional { inner_type } | Type::Sequence { inner_type } => {
            match lift(inner_type, "$0")? {
                same if same == "$0" => value.to_owned(),
                lifted => format!("{value}.map {{ {lifted} }}"),
            }
        }
        _ => match named(ty) {
            Some(name) => format!("{}({value})", type_name(name)),
            None => value.to_owned(),
        },
    })
}

fn doc(
    interface: &ComponentInterface,
    docstring: Option<&str>,
    indent: &str,
) -> Result<String, Box<dyn Error>> {
    let lines = comment(interface, docstring, |name| format!("``{}``", type_name(name)))?;
    Ok(lines
        .iter()
        .map(|line| format!("{indent}/// {line}").trim_end().to_owned() + "\n")
        .collect())
}
