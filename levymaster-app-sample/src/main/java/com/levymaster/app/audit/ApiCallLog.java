package com.levymaster.app.audit;

import com.levymaster.app.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A call of this application to another service. */
@Entity
@Table(
        name = "api_call_log",
        indexes = {
            @Index(name = "idx_api_call_service_success", columnList = "service, success"),
            @Index(name = "idx_api_call_timestamp_service", columnList = "timestamp, service"),
            @Index(name = "ix_api_call_log_endpoint", columnList = "endpoint"),
            @Index(name = "ix_api_call_log_service", columnList = "service"),
            @Index(name = "ix_api_call_log_success", columnList = "success"),
            @Index(name = "ix_api_call_log_timestamp", columnList = "timestamp"),
            @Index(name = "ix_api_call_log_user_id", columnList = "user_id")
        })
public class ApiCallLog {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 64)
    private String service;

    @Column(nullable = false, length = 128)
    private String endpoint;

    @Column(nullable = false, length = 16)
    private String method;

    @Column(columnDefinition = "timestamp")
    private @Nullable LocalDateTime timestamp = LocalDateTime.now(ZoneOffset.UTC);

    private @Nullable Double durationMs;

    private @Nullable Integer statusCode;

    @Column(nullable = false)
    private Boolean success = false;

    @Column(columnDefinition = "text")
    private @Nullable String errorMessage;

    @Column(nullable = false)
    private Integer retryCount = 0;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> params;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> responseSummary;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable User user;
}
