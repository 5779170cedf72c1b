package com.levymaster.migrate.actuate.endpoint;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** What the endpoint can answer with; a browser asks for HTML. */
public enum MigrationsFormat implements Producible<MigrationsFormat> {
    ACTUATOR_JSON(ApiVersion.V3.getProducedMimeType()),
    JSON(MimeTypeUtils.APPLICATION_JSON),
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
