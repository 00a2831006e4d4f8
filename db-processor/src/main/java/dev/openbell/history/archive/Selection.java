package dev.openbell.history.archive;

import dev.openbell.history.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of an account a list shows, the newest first. What was not asked for is no part of the statement, so each combination is
 * planned by itself and finds its own index.
 */
final class Selection {
    @FunctionalInterface
    private interface Value {
        void give(Sql sql) throws SQLException;
    }

    private final String time;
    private final String id;
    private final StringBuilder conditions = new StringBuilder("account = ?");
    private final List<Value> values = new ArrayList<>();

    /**
     * Of one account.
     *
     * @param time the column that the rows are sorted by
     * @param id the column that tells apart what has the same time
     */
    Selection(String account, String time, String id) {
        this.time = time;
        this.id = id;
        values.add(sql -> sql.text(account));
    }

    /** Only rows that have this there; any when it is empty. */
    Selection with(String column, String value) {
        return value.isEmpty() ? this : and(column + " = ?", sql -> sql.text(value));
    }

    Selection withOneOf(String column, List<String> wanted) {
        return and(column + " = ANY (?)", sql -> sql.texts(wanted));
    }

    Selection where(String condition) {
        return and(condition, sql -> {});
    }

    Selection within(Period period) {
        var start = period.start();
        if (start != null) and(time + " >= ?", sql -> sql.time(start));
        var end = period.end();
        if (end != null) and(time + " < ?", sql -> sql.time(end));
        return this;
    }

    /** @param rows {@code SELECT … FROM …}: where they come from */
    <T> List<T> list(Connection connection, String rows, Page page, Sql.Reading<T> reading) throws SQLException {
        var last = page.after();
        and(
                "(%s, %s) < (?, ?)".formatted(time, id),
                sql -> sql.time(last.timeMicros()).text(last.id()));
        var text = "%s WHERE %s ORDER BY %s DESC, %s DESC LIMIT ?".formatted(rows, conditions, time, id);
        try (var sql = Sql.of(connection, text)) {
            for (var value : values) value.give(sql);
            return sql.number(page.rowsToRead()).all(reading);
        }
    }

    private Selection and(String condition, Value value) {
        conditions.append(" AND ").append(condition);
        values.add(value);
        return this;
    }
}
