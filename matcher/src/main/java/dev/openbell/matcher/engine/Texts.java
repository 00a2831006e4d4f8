package dev.openbell.matcher.engine;

/** Short texts that belong to rows of other tables: 24 characters to a row, and longer ones go on in the next. Plain ASCII. */
final class Texts extends Table {
    private static final int IN_ROW = 24, NEXT_AND_LENGTH = 3;

    Texts() {
        super(4);
    }

    /** The first row of the text; none for an empty one. */
    int add(String text) {
        int next = NONE;
        for (int from = (text.length() - 1) / IN_ROW * IN_ROW; from >= 0 && !text.isEmpty(); from -= IN_ROW) {
            int length = Math.min(IN_ROW, text.length() - from);
            int row = add();
            for (int word = 0; word * 8 < length; word++) set(row, word, pack(text, from + word * 8, from + length));
            set(row, NEXT_AND_LENGTH, pair(next, length));
            next = row;
        }
        return next;
    }

    private static long pack(String text, int from, int end) {
        long word = 0;
        for (int at = Math.min(from + 8, end) - 1; at >= from; at--) word = (word << 8) | (text.charAt(at) & 0xFF);
        return word;
    }

    String text(int first) {
        if (first == NONE) return "";
        var text = new StringBuilder(IN_ROW);
        for (int row = first; row != NONE; row = high(row, NEXT_AND_LENGTH)) {
            int length = low(row, NEXT_AND_LENGTH);
            for (int at = 0; at < length; at++) text.append((char) ((get(row, at >>> 3) >>> ((at & 7) * 8)) & 0xFF));
        }
        return text.toString();
    }

    void forget(int first) {
        for (int row = first; row != NONE; ) {
            int next = high(row, NEXT_AND_LENGTH);
            drop(row);
            row = next;
        }
    }
}
