package com.levymaster.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.diff.RandomSchemas;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.Compiled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevisionSourceTest {

    private static final String HOSTILE = "don't */ \"quote\" \\u000a \u0000 \t é 😀 // \n \\ end";

    @Test
    void recording_the_compiled_source_gives_the_operations_that_were_rendered() {
        List<RevisionSource> sources = new ArrayList<>();
        for (long seed = 0; seed < 60; seed++) {
            RandomSchemas schemas = new RandomSchemas(seed);
            DatabaseSchema before = schemas.next();
            DatabaseSchema after = schemas.next();
            List<Operation> upgrade = Diff.between(before, after);
            sources.add(source("s" + seed, HOSTILE, upgrade, Diff.between(after, before)));
        }

        assertSaysWhatWasRendered(sources);
    }

    @Test
    void every_operation_can_be_written_and_read_back() {
        List<RevisionSource> sources = new ArrayList<>();
        List<Operation> samples = Samples.all();
        for (int i = 0; i < samples.size(); i++) {
            sources.add(source("o" + i, samples.get(i).describe(), List.of(samples.get(i)), List.of()));
        }

        assertSaysWhatWasRendered(sources);
        Set<Class<?>> shown = new HashSet<>();
        samples.forEach(sample -> shown.add(sample.getClass()));
        OperationList.leaves(samples).forEach(sample -> shown.add(sample.getClass()));
        assertThat(shown)
                .containsAll(
                        records(Operation.class).filter(Samples::canBeWritten).toList());
    }

    @Test
    void a_message_of_any_content_gives_a_class_name() {
        assertThat(RevisionSource.className("7c1e5b0a", "add county to tax district"))
                .isEqualTo("R7c1e5b0a_AddCountyToTaxDistrict");
        assertThat(RevisionSource.className("7c1e5b0a", "añadir \"código\" */ \\u000a"))
                .isEqualTo("R7c1e5b0a_AnadirCodigoU000a");
        assertThat(RevisionSource.className("7c1e5b0a", "…")).isEqualTo("R7c1e5b0a");
        assertThat(RevisionSource.className("7c1e5b0a", "word ".repeat(40))).hasSize(9 + 1 + 60);
    }

    @Test
    void a_remark_stays_a_remark() {
        ReviewedOperation step = new ReviewedOperation(
                Samples.all().get(0), "drops \\u000a everything */ {\n and more " + "words ".repeat(40));
        RevisionSource source = new RevisionSource(
                "", RevisionHeader.of("r1"), List.of(step), List.of(), DatabaseSchema.empty("public"));

        assertSaysWhatWasRendered(List.of(source));
        assertThat(source.text().lines().filter(line -> line.length() > 120)).isEmpty();
    }

    @Test
    void a_large_revision_is_split_in_both_directions_and_says_the_same() {
        List<Operation> upgrade = new ArrayList<>();
        for (long seed = 0; seed < 60; seed++) {
            String schema = "s" + seed;
            upgrade.add(new SchemaOperation.CreateSchema(schema));
            for (int i = 0; i < 12; i++) {
                upgrade.add(new TableOperation.CreateTable(Table.of(
                        ObjectName.of(schema, "t" + i), List.of(Column.of("id", ColumnType.parse("integer"))))));
            }
        }
        RevisionSource source = source("b16", "tables 1", upgrade, OperationList.inverted(upgrade));
        Map<String, String> texts = new HashMap<>(Map.of(source.className(), source.text()));
        source.parts().forEach(part -> texts.put(part.fileName().replace(".java", ""), part.text()));

        assertThat(texts).hasSizeGreaterThan(4).containsKeys("Rb16_Tables1", "Rb16_Tables1_", "Rb16_TablesDowngrade1");
        assertThat(texts.values())
                .allSatisfy(text -> assertThat(text.lines().count()).isLessThan(1500));
        var migration = Compiled.of(texts).migration(source.className());
        assertThat(Compiled.said(migration::upgrade)).isEqualTo(upgrade);
        assertThat(Compiled.said(migration::downgrade)).isEqualTo(OperationList.inverted(upgrade));
    }

    @Test
    void a_text_block_keeps_every_character() {
        List<Operation> texts = Stream.of(
                        "  indented\n    more\n  last  ",
                        "a\n\n\t\n \nb\n",
                        "\"\"\"\n\"\"\"\"\"\\ \"\"",
                        "one\r\ntwo\f\u0001\u200b\n" + HOSTILE.replace("\u0000", "") + "\"",
                        " \n ")
                .<Operation>map(text -> new ExecuteSql("select '" + text + "'\n" + text + "x", null))
                .toList();

        assertSaysWhatWasRendered(List.of(source("b10c", "text", texts, List.of())));
    }

    static void assertSaysWhatWasRendered(List<RevisionSource> sources) {
        Map<String, String> texts = new HashMap<>();
        sources.forEach(source -> texts.put(source.className(), source.text()));
        Compiled compiled = Compiled.of(texts);
        for (RevisionSource source : sources) {
            var migration = compiled.migration(source.className());
            assertThat(Compiled.said(migration::upgrade))
                    .as(source.text())
                    .isEqualTo(source.upgrade().stream()
                            .map(ReviewedOperation::operation)
                            .toList());
            assertThat(Compiled.said(migration::downgrade))
                    .as(source.text())
                    .isEqualTo(source.downgrade().stream()
                            .map(ReviewedOperation::operation)
                            .toList());
        }
    }

    static RevisionSource source(String id, String message, List<Operation> upgrade, List<Operation> downgrade) {
        return new RevisionSource(
                "",
                RevisionHeader.of(id).withMessage(message),
                upgrade.stream().map(ReviewedOperation::of).toList(),
                downgrade.stream().map(ReviewedOperation::of).toList(),
                OperationList.apply(upgrade, DatabaseSchema.empty("public")));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(RevisionSourceTest::records);
    }
}
