package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.command.ScratchServer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.UnsupportedDataSourcePropertyException;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** The server of a data source, with the user of that. */
final class ServerOfDataSource {

    private ServerOfDataSource() {}

    /** Returns {@code null} if the data source does not tell its URL. */
    static @Nullable ScratchServer of(DataSource dataSource) {
        try {
            AbstractDriverBasedDataSource simple = dataSource instanceof AbstractDriverBasedDataSource driver
                    ? driver
                    : DataSourceBuilder.derivedFrom(dataSource)
                            .type(SimpleDriverDataSource.class)
                            .build();
            String url = simple.getUrl();
            return url == null ? null : new ScratchServer(url, simple.getUsername(), simple.getPassword());
        } catch (UnsupportedDataSourcePropertyException | IllegalStateException | IllegalArgumentException e) {
            return null;
        }
    }
}
