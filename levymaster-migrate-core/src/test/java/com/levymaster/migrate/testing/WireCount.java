package com.levymaster.migrate.testing;

import java.util.ArrayList;
import java.util.List;

/** What has been said on all connections. */
final class WireCount {

    private final List<String> statements = new ArrayList<>();
    private int connections;
    private int roundTrips;

    synchronized void opened() {
        connections++;
    }

    synchronized void statement(String sql) {
        statements.add(sql);
    }

    synchronized void roundTrip() {
        roundTrips++;
    }

    synchronized WireProxy.Count take() {
        WireProxy.Count count = new WireProxy.Count(connections, statements, roundTrips);
        connections = 0;
        statements.clear();
        roundTrips = 0;
        return count;
    }
}
