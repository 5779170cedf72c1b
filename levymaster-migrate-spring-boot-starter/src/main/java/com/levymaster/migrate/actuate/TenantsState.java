package com.levymaster.migrate.actuate;

import com.levymaster.migrate.actuate.MigrationState.State;
import com.levymaster.migrate.command.TenantStatus;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the tenants of a database stand.
 *
 * @param counts how many are in each state, in the order of severity
 * @param others those that do not have exactly the revisions of this application
 */
public record TenantsState(Map<State, Integer> counts, List<TenantState> others) {

    /** How many tenants are named, of those that are behind. */
    public static final int SHOWN = 20;

    /** Those that a tenant may be in, the most severe last. */
    static final List<State> STATES =
            List.of(State.CURRENT, State.PENDING, State.FAILED, State.UNKNOWN, State.DIVERGED, State.UNAVAILABLE);

    /** Copies the collections. */
    public TenantsState {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        others = List.copyOf(others);
    }

    /**
     * A tenant that does not have exactly the revisions of this application.
     *
     * @param current ids of its current revisions
     * @param pending number of its pending revisions
     * @param unknown ids of its revisions that are unknown to this application
     * @param error why it is unknown where it stands, or that its schema does not exist; {@code null} otherwise
     */
    public record TenantState(
            String tenant,
            State state,
            List<String> current,
            int pending,
            List<String> unknown,
            @Nullable String error) {

        /** Copies the lists. */
        public TenantState {
            current = List.copyOf(current);
            unknown = List.copyOf(unknown);
        }
    }

    static TenantsState of(List<TenantStatus> all) {
        List<TenantState> states = all.stream().map(TenantsState::state).toList();
        Map<State, Integer> counts = new EnumMap<>(State.class);
        STATES.forEach(state -> counts.put(state, 0));
        states.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
        return new TenantsState(
                counts,
                states.stream().filter(each -> each.state() != State.CURRENT).toList());
    }

    private static TenantState state(TenantStatus status) {
        return new TenantState(
                status.tenant(),
                stateOf(status),
                status.current().stream().map(RevisionHeader::id).toList(),
                status.pending().size(),
                status.unknown(),
                error(status));
    }

    private static State stateOf(TenantStatus status) {
        if (status.problem() != null) {
            return State.UNAVAILABLE;
        }
        if (!status.gaps().isEmpty()) {
            return State.DIVERGED;
        }
        if (!status.unknown().isEmpty()) {
            return State.UNKNOWN;
        }
        if (status.failed()) {
            return State.FAILED;
        }
        return status.isCurrent() ? State.CURRENT : State.PENDING;
    }

    private static @Nullable String error(TenantStatus status) {
        MigrationException problem = status.problem();
        if (problem != null) {
            return QueryResult.errorText(problem);
        }
        return status.exists() ? null : "Its schema does not exist";
    }

    /** Returns how many tenants there are. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the most severe state of a tenant. */
    public State worst() {
        return others.stream().map(TenantState::state).max(State::compareTo).orElse(State.CURRENT);
    }

    /** Returns the first of those that do not have exactly the revisions of this application. */
    public List<TenantState> shown() {
        return others.subList(0, Math.min(SHOWN, others.size()));
    }

    /** Returns the counts by the name of the state; those of no tenant are left out, except the current ones. */
    public Map<String, Integer> countsByName() {
        return counts.entrySet().stream()
                .filter(each -> each.getValue() > 0 || each.getKey() == State.CURRENT)
                .collect(Collectors.toMap(
                        each -> each.getKey().displayName(), Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
