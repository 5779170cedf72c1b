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

/** A change to one row: who, when, the old values and the new ones. */
@Entity
@Table(
        name = "audit_log",
        indexes = {
            @Index(name = "ix_audit_log_table_name_record_id", columnList = "table_name, record_id"),
            @Index(name = "ix_audit_log_table_name", columnList = "table_name"),
            @Index(name = "ix_audit_log_timestamp", columnList = "timestamp")
        })
public class AuditLog {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable User user;

    @Column(nullable = false, columnDefinition = "timestamp")
    private LocalDateTime timestamp = LocalDateTime.now(ZoneOffset.UTC);

    @Column(nullable = false, length = 64)
    private String tableName;

    @Column(nullable = false)
    private Integer recordId;

    @Column(nullable = false, length = 16)
    private String action;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> oldValues;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> newValues;

    @Column(length = 45)
    private @Nullable String ipAddress;

    @Column(length = 256)
    private @Nullable String userAgent;
}
