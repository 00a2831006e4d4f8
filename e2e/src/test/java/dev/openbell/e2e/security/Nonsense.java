package dev.openbell.e2e.security;

import java.util.List;

/** What a client might send that is broken, or means no good. */
final class Nonsense {
    /** In the place of a value, as JSON or something near it. */
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "-1e-400",
            "9223372036854775808",
            "0.000000001",
            "1".repeat(2_000),
            "NaN",
            "Infinity",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"\\u0000\\u0001\\u001b[31m\\u007f\"",
            "\"\\r\\nSet-Cookie: a=b\\r\\n\\r\\n<html>\"",
            "\"\\ud800\"",
            "\"\\udfff\\ud83d\"",
            "\"😀\u202e\uFEFF\"",
            "\"'; DROP TABLE users; --\"",
            "\"%s%n%x ${jndi:ldap://x} #{7*7} {{7*7}}\"",
            "\"../../../../etc/passwd\"",
            "{}",
            "{\"$ref\":\"#\"}",
            "{\"@class\":\"java.lang.Runtime\"}",
            "[]",
            "[null]",
            "[[[[[[[[[[]]]]]]]]]]",
            "[" + "1,".repeat(2_000) + "1]",
            "[".repeat(2_000) + "]".repeat(2_000),
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
            "\"2026-13-45T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59.999999999+18:00\"");

    /** In the place of a body. */
    static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "42",
            "\"text\"",
            "[]",
            "[{}]",
            "{",
            "}",
            "{}",
            "{}{}",
            "{\"",
            "{\"a\"}",
            "{,}",
            "{\"\":\"\"}",
            "\u0000",
            "\uFEFF{}",
            "<xml/>",
            "a=b&c=d",
            "/* {} */",
            "{'a':1}",
            "{\"__proto__\":{\"admin\":true}}",
            "[".repeat(20_000),
            "{\"a\":".repeat(10_000),
            "{\"a\":1,".repeat(5_000) + "}",
            "x".repeat(70_000));

    private Nonsense() {}
}
