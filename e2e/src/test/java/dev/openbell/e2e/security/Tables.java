package dev.openbell.e2e.security;

import dev.openbell.standalone.Venue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the venue's database holds, seen past all doors. */
record Tables(String url) {
    static Tables of(Venue venue) {
        return new Tables(venue.addresses().database());
    }

    /** The first column of every row, as text. */
    List<String> column(String query, String... arguments) {
        return with(query, arguments, statement -> {
            var rows = statement.executeQuery();
            var column = new ArrayList<String>();
            while (rows.next()) column.add(String.valueOf(rows.getString(1)));
            return column;
        });
    }

    /** The first column of the only row. */
    String value(String query, String... arguments) {
        var column = column(query, arguments);
        if (column.size() != 1) throw new AssertionError(query + " gave " + column);
        return column.getFirst();
    }

    /** How many rows were changed. */
    int change(String update, String... arguments) {
        return with(update, arguments, PreparedStatement::executeUpdate);
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, String[] arguments, Work<T> work) {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setString(i + 1, arguments[i]);
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
