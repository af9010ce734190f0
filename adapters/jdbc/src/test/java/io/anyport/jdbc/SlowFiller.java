package io.anyport.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A process that adds an index to a table of many records, and says the layout of the table whenever it has changed; until
 * it is killed, or done.
 */
final class SlowFiller {

    private SlowFiller() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        try (var store = JdbcStore.open(url)) {
            var watch = new Thread(() -> watch(url));
            watch.setDaemon(true);
            watch.start();
            store.createTables(Note.TABLE);
        }
        System.out.println("done");
    }

    private static void watch(String url) {
        try (var connection = DriverManager.getConnection(h2(url))) {
            String last = "";
            while (!System.out.checkError()) {
                String layout = layout(connection);
                if (!layout.equals(last)) {
                    System.out.println(layout.replace('\n', ';'));
                    last = layout;
                }
            }
        } catch (SQLException ended) {
            System.out.println("ended");
        }
    }

    /** The same database as that of the store, which is embedded. */
    private static String h2(String url) {
        return url.startsWith("jdbc:h2:") ? url.replaceFirst("jdbc:h2:", "jdbc:h2:retry:") : url;
    }

    static String layout(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT layout FROM \"anyport//layouts\" WHERE name = 'notes'");
                var results = query.executeQuery()) {
            return results.next() ? results.getString(1) : "";
        }
    }
}
