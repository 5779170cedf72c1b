package com.levymaster.migrate.actuate.endpoint;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** Media types of the overview. */
public enum MigrationsFormat implements Producible<MigrationsFormat> {
    /** The actuator's own media type, the default. */
    ACTUATOR_JSON(ApiVersion.V3.getProducedMimeType()),
    /** Plain JSON. */
    JSON(MimeTypeUtils.APPLICATION_JSON),
    /** The HTML page, requested by browsers. */
    HTML(new MimeType(MimeTypeUtils.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8));

    private final MimeType type;

    MigrationsFormat(MimeType type) {
        this.type = type;
    }

    @Override
    public MimeType getProducedMimeType() {
        return type;
    }

    @Override
    public boolean isDefault() {
        return this == ACTUATOR_JSON;
    }
}
