package com.levymaster.migrate.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.function.SingletonSupplier;

/** Obtains the data source with the first connection. */
final class OnDemandDataSource extends AbstractDataSource {

    private final Supplier<DataSource> target;

    OnDemandDataSource(Supplier<DataSource> target) {
        this.target = SingletonSupplier.of(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return target.get().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return target.get().getConnection(user, password);
    }
}
