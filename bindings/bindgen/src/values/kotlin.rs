//! Kotlin: data classes, enum classes and sealed classes, with a `lifted()` for what UniFFI generates.

use std::error::Error;

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase};
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{AsType, Enum, Field, Record, Type, Variant};

use super::{Language, comment, is_flat, named, table};

/// Kotlin.
pub(crate) struct Kotlin;

impl Language for Kotlin {
    const NAME: &'static str = "kotlin";

    fn head(raw: &[&str]) -> String {
        let mut imports: Vec<String> = raw
            .iter()
            .map(|raw| format!("import org.presend.internal.{raw} as Raw{raw}\n"))
            .collect();
        imports.sort();
        format!(
            "// Written by bindings/bindgen from the comments and types of ffi/uniffi: never edited.\n\
             package org.presend\n\n{}",
            imports.concat()
        )
    }

    fn record(interface: &ComponentInterface, record: &Record) -> Result<String, Box<dyn Error>> {
        let (raw, name) = (record.name(), type_name(record.name()));
        let fields = fields(interface, raw, record.fields(), "    ")?;
        let lifted: Vec<String> = record
            .fields()
            .iter()
            .map(|field| {
                Ok(format!("        {} = {},\n", public(raw, field), lift(interface, raw, field)?))
            })
            .collect::<Result<_, Box<dyn Error>>>()?;
        Ok(format!(
            "{}public data class {name}(\n{fields})\n\n\
             internal fun Raw{raw}.lifted(): {name} =\n    {name}(\n{}    )\n",
            kdoc(interface, record.docstring(), "")?,
            lifted.concat(),
        ))
    }

    fn choice(interface: &ComponentInterface, choice: &Enum) -> Result<String, Box<dyn Error>> {
        let doc = kdoc(interface, choice.docstring(), "")?;
        if is_flat(interface, choice.name()) {
            return Ok(doc + &flat(interface, choice)?);
        }
        let (raw, name) = (choice.name(), type_name(choice.name()));
        let (mut cases, mut arms) = (Vec::new(), String::new());
        for case in choice.variants() {
            cases.push(self::case(interface, raw, case)?);
            arms.push_str(&arm(interface, raw, case)?);
        }
        let stable = match table::STABLE.contains(&raw) {
            true => {
                "(\n    /** The stable name, as JSON and the journal write it. */\n    public val name: String,\n)"
            }
            false => "",
        };
        Ok(format!(
            "{doc}public sealed class {name}{stable} {{\n{}}}\n\n\
             internal fun Raw{raw}.lifted(): {name} =\n    when (this) {{\n{arms}    }}\n",
            cases.join("\n"),
        ))
    }
}

fn flat(interface: &ComponentInterface, choice: &Enum) -> Result<String, Box<dyn Error>> {
    let mut entries = Vec::new();
    for case in choice.variants() {
        let doc = kdoc(interface, case.docstring(), "    ")?;
        entries.push(format!("{doc}    {},\n", case.name().to_shouty_snake_case()));
    }
    Ok(format!("public enum class {} {{\n{}}}\n", type_name(choice.name()), entries.join("\n")))
}

/// One entry of a sealed class.
fn case(
    interface: &ComponentInterface,
    owner: &str,
    case: &Variant,
) -> Result<String, Box<dyn Error>> {
    let doc = kdoc(interface, case.docstring(), "    ")?;
    let stable = match table::STABLE.contains(&owner) {
        true => format!("\"{}\"", case.name().to_snake_case()),
        false => String::new(),
    };
    let (name, parent) = (case.name(), format!("{}({stable})", type_name(owner)));
    if !case.has_fields() {
        return Ok(format!("{doc}    public data object {name} : {parent}\n"));
    }
    let fields = fields(interface, owner, case.fields(), "        ")?;
    Ok(format!("{doc}    public data class {name}(\n{fields}    ) : {parent}\n"))
}

/// One line of the `when` of a sealed class.
fn arm(
    interface: &ComponentInterface,
    owner: &str,
    case: &Variant,
) -> Result<String, Box<dyn Error>> {
    let (name, public) = (case.name(), type_name(owner));
    if !case.has_fields() {
        return Ok(format!("        Raw{owner}.{name} -> {public}.{name}\n"));
    }
    let values: Vec<String> = case
        .fields()
        .iter()
        .map(|field| lift(interface, owner, field))
        .collect::<Result<_, _>>()?;
    Ok(format!("        is Raw{owner}.{name} -> {public}.{name}({})\n", values.join(", ")))
}

fn fields(
    interface: &ComponentInterface,
    owner: &str,
    fields: &[Field],
    indent: &str,
) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for field in fields {
        let ty = match table::typed(owner, field.name()) {
            Some(ty) => ty.to_owned(),
            None => ty(&field.as_type())?,
        };
        text.push_str(&kdoc(interface, field.docstring(), indent)?);
        text.push_str(&format!("{indent}public val {}: {ty},\n", public(owner, field)));
    }
    Ok(text)
}

fn type_name(raw: &str) -> &str {
    table::type_name(Kotlin::NAME, raw)
}

/// The public name of a field: `readMicros` for `read_us`.
fn public(owner: &str, field: &Field) -> String {
    let raw = field.name();
    match (table::renamed(Kotlin::NAME, &format!("{owner}.{raw}")), raw.strip_suffix("_us")) {
        (Some(name), _) => name.to_owned(),
        (_, Some(stem)) => format!("{}Micros", stem.to_lower_camel_case()),
        _ => raw.to_lower_camel_case(),
    }
}

fn ty(ty: &Type) -> Result<String, Box<dyn Error>> {
    Ok(match ty {
        Type::UInt8 | Type::UInt16 | Type::UInt32 | Type::Int32 => "Int".to_owned(),
        Type::UInt64 => "Long".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::String => "String".to_owned(),
        Type::Optional { inner_type } => format!("{}?", self::ty(inner_type)?),
        Type::Sequence { inner_type } => format!("List<{}>", self::ty(inner_type)?),
        _ => {
            type_name(named(ty).ok_or_else(|| format!("Kotlin has no rule for {ty:?}"))?).to_owned()
        }
    })
}

/// A field of the generated type, as a value of the public one.
fn lift(
    interface: &ComponentInterface,
    owner: &str,
    field: &Field,
) -> Result<String, Box<dyn Error>> {
    let value = field.name().to_lower_camel_case();
    match table::typed(owner, field.name()) {
        Some(ty) => Ok(format!("{ty}({value})")),
        None => lift_value(interface, &field.as_type(), &value),
    }
}

fn lift_value(
    interface: &ComponentInterface,
    ty: &Type,
    value: &str,
) -> Result<String, Box<dyn Error>> {
    Ok(match ty {
        Type::UInt8 | Type::UInt16 | Type::UInt32 => format!("{value}.toInt()"),
        Type::UInt64 => format!("{value}.toLong()"),
        Type::Int32 | Type::Boolean | Type::String => value.to_owned(),
        Type::Optional { inner_type } => match lift_value(interface, inner_type, "it")? {
            same if same == "it" => value.to_owned(),
            lifted => format!("{value}?.let {{ {lifted} }}"),
        },
        Type::Sequence { inner_type } => match lift_value(interface, inner_type, "it")? {
            same if same == "it" => value.to_owned(),
            lifted => format!("{value}.map {{ {lifted} }}"),
        },
        _ if named(ty).is_some_and(|name| is_flat(interface, name)) => format!("{value}.same()"),
        _ => format!("{value}.lifted()"),
    })
}

fn kdoc(
    interface: &ComponentInterface,
    docstring: Option<&str>,
    indent: &str,
) -> Result<String, Box<dyn Error>> {
    let lines = comment(interface, docstring, |name| format!("[{}]", type_name(name)))?;
    Ok(match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let rest: String = lines.iter().map(|line| format!("{indent} * {line}\n")).collect();
            format!("{indent}/**\n{}{indent} */\n", rest.replace(" * \n", " *\n"))
        }
    })
}
