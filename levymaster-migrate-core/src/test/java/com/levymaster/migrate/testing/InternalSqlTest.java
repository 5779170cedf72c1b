package com.levymaster.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("row-46")
class InternalSqlTest {

    /** They write SQL into the author's revision, or into a comment for the author, in the author's terms. */
    private static final Pattern DRAFTED = Pattern.compile(
            "/autogenerate/(BackfillValue|CounterStatements|EnumLabels|RuleReview|StepTrigger|ViolatingRows)\\.java$");

    @ParameterizedTest
    @ValueSource(strings = {"levymaster-migrate-core", "levymaster-migrate-spring-boot-starter"})
    void no_sql_in_the_source_is_resolved_by_the_search_path(String module) throws IOException {
        List<SqlLiterals.SqlLiteral> literals = SqlLiterals.under(Path.of("..", module, "src", "main", "java"));
        List<String> violations = new ArrayList<>();
        for (SqlLiterals.SqlLiteral literal : literals) {
            // No statement begins with a cast, but annotations of GitHub begin so.
            if (DRAFTED.matcher(literal.file().toString()).find()
                    || literal.text().startsWith("::")) {
                continue;
            }
            for (String violation : UnqualifiedSql.in(literal.text())) {
                violations.add(literal.file() + ":" + literal.line() + ": " + violation + " in: " + literal.text());
            }
        }

        assertThat(literals).isNotEmpty();
        assertThat(violations).isEmpty();
    }
}
