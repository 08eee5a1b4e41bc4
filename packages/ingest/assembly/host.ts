/** What the host answers: all that is rare, or that has its one definition there. Places are those of bytes in memory. */

/** The slot of a key that a mapping asks for, −1 for another. */
export declare function slotOf(from: usize, to: usize): i32;

/** Whether the bytes are JSON. */
export declare function isJson(from: usize, to: usize): bool;

/** Whether the bytes are a card number. */
export declare function isCardNumber(from: usize, to: usize): bool;

/** The bytes as the number that the target asks for; NaN where they are none. */
export declare function numberOf(target: i32, from: usize, to: usize): f64;
