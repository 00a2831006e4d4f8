package dev.openbell.chassis.money;

/**
 * Decimal text and whole units of 1e-8. The only place where a number is read or written, so the only one that may refuse it.
 *
 * <p>Nothing is rounded here: more than eight decimals, or more than a long can hold, is refused.
 */
public final class E8 {
    public static final long ONE = 100_000_000L;
    private static final int DECIMALS = 8;

    private E8() {}

    /** Reads {@code 70150.5}, {@code -3}, {@code 1e-8} or {@code 12E3}. */
    public static long parse(CharSequence text) {
        return new Reader(text).read();
    }

    /** Writes plain decimals: no exponent, no trailing zeros. */
    public static String format(long e8) {
        if (e8 == Long.MIN_VALUE) return "-92233720368.54775808";
        var out = new StringBuilder(22);
        append(e8, out);
        return out.toString();
    }

    /** As {@link #format}, into text that is being built. Not for {@link Long#MIN_VALUE}, which no price or quantity can be. */
    public static void append(long e8, StringBuilder out) {
        long units = Math.absExact(e8);
        if (e8 < 0) out.append('-');
        out.append(units / ONE);
        long fraction = units % ONE;
        if (fraction == 0) return;
        out.append('.');
        for (long digit = ONE / 10; fraction > 0; digit /= 10) {
            out.append((char) ('0' + fraction / digit));
            fraction %= digit;
        }
    }

    /** Text that is no exact amount; the message says why, in words for the one who sent it. */
    public static final class NotAnAmount extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotAnAmount(String message) {
            super(message);
        }
    }

    private static final class Reader {
        private final CharSequence text;
        private int at;

        Reader(CharSequence text) {
            this.text = text;
        }

        long read() {
            if (text.isEmpty()) throw new NotAnAmount("must be a decimal number");
            if (text.length() > 64) throw new NotAnAmount("has too many digits");
            boolean negative = skip('-');
            long units = 0; // kept negative, because there is one more negative long than positive ones
            int digits = 0, decimals = 0, pending = 0;
            boolean point = false;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '.' && !point) {
                    point = true;
                    if (digits == 0) throw new NotAnAmount("must be a decimal number");
                    continue;
                }
                if (c < '0' || c > '9') break;
                digits++;
                if (point) decimals++;
                // Zeros at the end count only if a digit follows: 1.100000000000 is exact.
                if (c == '0') {
                    pending++;
                    continue;
                }
                for (; pending > 0; pending--) units = timesTen(units);
                units = minusDigit(timesTen(units), c - '0');
            }
            if (digits == 0 || (point && text.charAt(at - 1) == '.')) throw new NotAnAmount("must be a decimal number");
            int shift = DECIMALS - decimals + pending + exponent();
            if (at < text.length()) throw new NotAnAmount("must be a decimal number");
            if (units == 0) return 0;
            if (shift < 0) throw new NotAnAmount("has more than 8 decimals");
            for (; shift > 0; shift--) units = timesTen(units);
            if (negative) return units;
            if (units == Long.MIN_VALUE) throw tooLarge();
            return -units;
        }

        private int exponent() {
            if (!skip('e') && !skip('E')) return 0;
            boolean negative = skip('-');
            if (!negative) skip('+');
            int from = at, exponent = 0;
            for (; at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && text.charAt(at) <= '9'; at++) {
                exponent = Math.min(10_000, exponent * 10 + text.charAt(at) - '0');
            }
            if (at == from) throw new NotAnAmount("must be a decimal number");
            return negative ? -exponent : exponent;
        }

        private boolean skip(char c) {
            if (at >= text.length() || text.charAt(at) != c) return false;
            at++;
            return true;
        }

        private static long timesTen(long units) {
            if (units < Long.MIN_VALUE / 10) throw tooLarge();
            return units * 10;
        }

        private static long minusDigit(long units, int digit) {
            if (units < Long.MIN_VALUE + digit) throw tooLarge();
            return units - digit;
        }

        private static NotAnAmount tooLarge() {
            return new NotAnAmount("is too large");
        }
    }
}
