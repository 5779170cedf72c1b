package com.levymaster.app.user;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Base class of entities that record the times of creation and last change, in UTC. */
@MappedSuperclass
public abstract class Timestamped {

    @Column(nullable = false, updatable = false, columnDefinition = "timestamp")
    private LocalDateTime createdAt;

    @Column(nullable = false, columnDefinition = "timestamp")
    private LocalDateTime updatedAt;

    public LocalDateTime getCreatedAt() {
        return createdAt;
    }

    public LocalDateTime getUpdatedAt() {
        return updatedAt;
    }

    @PrePersist
    void created() {
        createdAt = LocalDateTime.now(ZoneOffset.UTC);
        updatedAt = createdAt;
    }

    @PreUpdate
    void changed() {
        updatedAt = LocalDateTime.now(ZoneOffset.UTC);
    }
}
