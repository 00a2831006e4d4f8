package dev.openbell.matcher.recover;

import java.util.List;

/**
 * What was asked for: {@code [--skip OFFSET --reason TEXT] [--yes]}.
 *
 * @param skip the record that is to be passed over; -1: what is missing is to be found
 * @param sure whether anything may be changed
 */
record Request(long skip, String reason, boolean sure) {
    static Request parse(String... arguments) {
        long skip = -1;
        var reason = "";
        boolean sure = false;
        for (var rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--yes" -> sure = true;
                case "--skip" -> skip = offset(rest.hasNext() ? rest.next() : "");
                case "--reason" -> reason = rest.hasNext() ? rest.next().strip() : "";
                default -> throw new CannotRecover("recover does not know " + argument);
            }
        }
        if (skip >= 0 && reason.isEmpty()) throw new CannotRecover("--skip needs --reason TEXT: it stays in the log");
        if (skip < 0 && !reason.isEmpty())
            throw new CannotRecover("--reason says why --skip OFFSET passes over a record");
        return new Request(skip, reason, sure);
    }

    boolean isToSkip() {
        return skip >= 0;
    }

    private static long offset(String text) {
        if (!text.matches("\\d{1,18}")) throw new CannotRecover("--skip needs the offset at which the shard halts");
        return Long.parseLong(text);
    }
}
