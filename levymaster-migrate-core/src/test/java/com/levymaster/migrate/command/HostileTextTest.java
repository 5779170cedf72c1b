package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.diagram.GraphDiagram;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Control characters and line separators in messages and descriptions end no comment, and reach no log or terminal. */
@Tag("row-60")
class HostileTextTest {

    private static final String HOSTILE =
            "hello\ndrop table victim; --\r drop table victim;\u2028\u001b[2J\u0007\u009b";
    private static final String[] CONTROLS = {"\u001b", "\u0007", "\u009b", "\u2028", "\r"};

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private static RevisionDefinition revision(Consumer<Operations> upgrade) {
        return script(RevisionHeader.of("a1").withMessage(HOSTILE), true, upgrade);
    }

    @Test
    void an_offline_script_has_the_message_in_one_comment() {
        database.execute("create table victim (id int)");
        RevisionDefinition revision = revision(op -> op.createTable("t", t -> t.column("id", bigint())));

        String script = migrator(database.dataSource(), revision).scriptUpgrade("head");
        database.execute(script);

        assertThat(script.lines().filter(line -> line.startsWith("-- Upgrade to")))
                .containsExactly("-- Upgrade to a1 \"hello\\ndrop table victim; --\\r drop table victim;"
                        + "\\u2028\\u001b[2J\\u0007\\u009b\"");
        assertThat(database.jdbc()
                        .sql("select to_regclass('victim') is not null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void log_lines_and_exceptions_have_no_control_characters() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("com.levymaster.migrate");
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        try {
            migrator(database.dataSource(), revision(op -> op.execute("select 1")))
                    .upgrade();
            Throwable failure = catchThrowable(migrator(
                    database.dataSource(),
                    revision(op -> op.execute("select 1")),
                    script(RevisionHeader.of("b2", "a1").withMessage(HOSTILE), true, op -> {
                        op.data(HOSTILE, jdbc -> {
                            throw new IllegalStateException(HOSTILE);
                        });
                    }))::upgrade);

            assertThat(failure.getMessage()).doesNotContain(CONTROLS).contains("\\u001b[2J");
            assertThat(stackTrace(failure))
                    .doesNotContain(CONTROLS)
                    .contains("Caused by: java.lang.IllegalStateException: hello");
            database.execute("create table \"x\u001b[2J\" (id bigint)");
            migrator(database.dataSource(), hostileNames())
                    .withListener(new RunListener() {
                        @Override
                        public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
                            assertThat(description).doesNotContain(CONTROLS).contains("\\u001b[2J");
                        }
                    })
                    .upgrade("n1");
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
        assertThat(log.list)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .doesNotContain(CONTROLS)
                        .doesNotContain("\ndrop table"));
    }

    private static RevisionDefinition[] hostileNames() {
        String name = "x\u001b[2J";
        return new RevisionDefinition[] {
            revision(op -> op.execute("select 1")),
            script(RevisionHeader.of("n1", "a1"), true, op -> {
                op.idempotent(o -> o.createTable(name, t -> t.column("id", bigint())));
                op.alterTable(name, t -> t.addColumn("\u001b[2J", bigint()));
                op.autocommit(() -> op.alterTable(
                        name, t -> t.addIndex("\u001b[2Ji").on("id").concurrently()));
                op.execute("select '\u001b[2J', \"\u001b[2J\" from \"x\u001b[2J\"");
            })
        };
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void drawings_have_no_control_characters() {
        RevisionHeader header = RevisionHeader.of("a1").withMessage(HOSTILE);
        GraphDiagram diagram = GraphDiagram.of(RevisionGraph.of(List.of(header)), Set.of("x\u001b[2J\u0007\n"));

        for (String drawing :
                List.of(diagram.text(GraphDiagram.Charset.UNICODE), diagram.dot(), diagram.mermaid(), diagram.svg())) {
            assertThat(drawing).doesNotContain(CONTROLS).contains("\\u001b[2J");
        }
    }
}
