//! A reader of [Protocol Buffers](https://protobuf.dev/programming-guides/encoding/), for the few fields of an
//! export by Google Authenticator. Values are not copied, so that nothing but the input has to be zeroed.

/// A field of a message.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) number: u64,
    pub(crate) value: Value<'a>,
}

/// A value by its wire type.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    /// A number, a `bool` or an enum.
    Varint(u64),
    /// A string, bytes or a message.
    Bytes(&'a [u8]),
    /// A value of four or eight bytes, which no field of ours has.
    Fixed,
}

/// Returns the fields of a message, in their order.
///
/// Fails if the message is damaged, or has a group: an obsolete type that no field of ours has.
pub(crate) fn read_message(mut message: &[u8]) -> Result<Vec<Field<'_>>, InvalidMessage> {
    let mut fields = Vec::new();
    while !message.is_empty() {
        let tag = read_varint(&mut message)?;
        let value = match tag & 7 {
            0 => Value::Varint(read_varint(&mut message)?),
            1 => read_bytes(&mut message, 8).map(|_| Value::Fixed)?,
            2 => {
                let length = read_varint(&mut message)?;
                Value::Bytes(read_bytes(&mut message, length)?)
            }
            5 => read_bytes(&mut message, 4).map(|_| Value::Fixed)?,
            _ => return Err(InvalidMessage),
        };
        fields.push(Field { number: tag >> 3, value });
    }
    Ok(fields)
}

/// A message that is damaged or cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InvalidMessage;

/// Reads a number of up to ten bytes, of seven bits each, the lowest first. Higher bits than 64 are dropped.
fn read_varint(input: &mut &[u8]) -> Result<u64, InvalidMessage> {
    let mut number = 0;
    for shift in (0..70).step_by(7) {
        let (byte, rest) = input.split_first().ok_or(InvalidMessage)?;
        *input = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(InvalidMessage)
}

fn read_bytes<'a>(input: &mut &'a [u8], length: u64) -> Result<&'a [u8], InvalidMessage> {
    let length = usize::try_from(length).map_err(|_| InvalidMessage)?;
    let (bytes, rest) = input.split_at_checked(length).ok_or(InvalidMessage)?;
    *input = rest;
    Ok(bytes)
}
