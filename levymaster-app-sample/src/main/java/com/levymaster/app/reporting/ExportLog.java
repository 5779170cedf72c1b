package com.levymaster.app.reporting;

import com.levymaster.app.user.AuditedYearly;
import com.levymaster.app.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An exported file. */
@Entity
@Table(
        name = "export_log",
        indexes = {
            @Index(name = "ix_export_log_user_id", columnList = "user_id"),
            @Index(name = "ix_export_log_year", columnList = "year")
        })
public class ExportLog extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private User user;

    @Column(nullable = false, length = 256)
    private String filename;

    @JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
    @Column(nullable = false)
    private ExportType exportType;

    private @Nullable Integer recordCount = 0;

    @Column(length = 32)
    private @Nullable String status = "PENDING";

    @Column(columnDefinition = "text")
    private @Nullable String errorDetails;

    private @Nullable Double processingTime;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> exportMetadata;
}
