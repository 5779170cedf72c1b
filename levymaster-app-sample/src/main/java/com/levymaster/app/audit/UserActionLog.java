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

/** An action of a user in the application. */
@Entity
@Table(
        name = "user_action_log",
        indexes = {
            @Index(name = "idx_user_action_type_module", columnList = "action_type, module"),
            @Index(name = "idx_user_entity_action", columnList = "entity_type, entity_id, action_type"),
            @Index(name = "idx_user_timestamp_action", columnList = "timestamp, action_type"),
            @Index(name = "ix_user_action_log_action_type", columnList = "action_type"),
            @Index(name = "ix_user_action_log_module", columnList = "module"),
            @Index(name = "ix_user_action_log_session_id", columnList = "session_id"),
            @Index(name = "ix_user_action_log_success", columnList = "success"),
            @Index(name = "ix_user_action_log_timestamp", columnList = "timestamp"),
            @Index(name = "ix_user_action_log_user_id", columnList = "user_id")
        })
public class UserActionLog {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable User user;

    @Column(nullable = false, columnDefinition = "timestamp")
    private LocalDateTime timestamp = LocalDateTime.now(ZoneOffset.UTC);

    @Column(nullable = false, length = 64)
    private String actionType;

    @Column(nullable = false, length = 64)
    private String module;

    @Column(length = 64)
    private @Nullable String submodule;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> actionDetails;

    @Column(length = 64)
    private @Nullable String entityType;

    private @Nullable Integer entityId;

    @Column(length = 45)
    private @Nullable String ipAddress;

    @Column(length = 256)
    private @Nullable String userAgent;

    @Column(length = 128)
    private @Nullable String sessionId;

    @Column(nullable = false)
    private Boolean success = true;

    @Column(columnDefinition = "text")
    private @Nullable String errorMessage;

    private @Nullable Double durationMs;
}
