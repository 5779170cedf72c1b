package com.levymaster.migrate.actuate.endpoint;

import static com.levymaster.migrate.actuate.endpoint.Html.escaped;

import com.levymaster.migrate.actuate.MigrationState.State;
import com.levymaster.migrate.actuate.TenantsState;
import com.levymaster.migrate.actuate.TenantsState.TenantState;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of the page about tenants: how many are in each state, and the first of those that are behind. */
final class TenantsSection {

    private TenantsSection() {}

    /** Returns one sentence, such as {@code 48 of 50 tenants have all revisions of this application; 2 pending.} */
    static String summary(TenantsState tenants) {
        String others = tenants.countsByName().entrySet().stream()
                .filter(each -> !each.getKey().equals(State.CURRENT.displayName()))
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        Integer current = tenants.counts().get(State.CURRENT);
        return (current == null ? 0 : current) + " of " + Html.count(tenants.total(), "tenant")
                + " have all revisions of this application" + (others.isEmpty() ? "" : "; " + others) + ".";
    }

    /** @param tenants {@code null} if they could not be read */
    static String of(@Nullable TenantsState tenants, int number) {
        StringBuilder html = new StringBuilder("<h3 id=\"tenants-" + number + "\">Tenants</h3>\n");
        if (tenants == null) {
            return html.append("<p>The tenants could not be read.</p>\n").toString();
        }
        html.append("<dl>\n");
        for (Map.Entry<String, Integer> each : tenants.countsByName().entrySet()) {
            html.append("<dt>").append(each.getKey()).append("</dt><dd>");
            html.append(each.getValue()).append("</dd>\n");
        }
        html.append("</dl>\n");
        if (tenants.others().isEmpty()) {
            return html.toString();
        }
        String rows = tenants.shown().stream().map(TenantsSection::row).collect(Collectors.joining());
        html.append(Html.region(
                "tenants-" + number + " migrator-" + number,
                "<table>\n<caption>Tenants without all revisions of this application</caption>\n<thead><tr>"
                        + "<th scope=\"col\">Tenant</th><th scope=\"col\">State</th><th scope=\"col\">At</th>"
                        + "<th scope=\"col\">Pending</th></tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table>\n"));
        int more = tenants.others().size() - tenants.shown().size();
        return html.append(more == 0 ? "" : "<p class=\"soft\">and " + Html.count(more, "more tenant") + "</p>\n")
                .toString();
    }

    private static String row(TenantState tenant) {
        String at = tenant.state() == State.UNAVAILABLE
                ? ""
                : tenant.current().isEmpty() ? "base" : String.join(", ", tenant.current());
        String unknown = tenant.unknown().isEmpty() ? "" : "; unknown: " + String.join(", ", tenant.unknown());
        return "<tr><td>" + escaped(tenant.tenant()) + "</td><td>"
                + tenant.state().displayName()
                + (tenant.error() == null ? "" : "<br><span class=\"soft\">" + escaped(tenant.error()) + "</span>")
                + "</td><td>" + escaped(at + unknown) + "</td><td class=\"number\">"
                + (tenant.state() == State.UNAVAILABLE ? "" : String.valueOf(tenant.pending())) + "</td></tr>\n";
    }
}
