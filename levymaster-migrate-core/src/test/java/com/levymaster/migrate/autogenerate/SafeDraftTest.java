package com.levymaster.migrate.autogenerate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafeDraftTest {

    private static final ObjectName COUNTY = ObjectName.of("county");
    private static final ObjectName OFFICE = ObjectName.of("office");

    @Test
    void what_has_a_safe_form_is_drafted_in_it_unless_the_draft_creates_the_table() {
        Operation office = new CreateTable(Table.of(OFFICE, List.of(Column.of("id", bigint()))));
        Operation indexOfOffice = new CreateIndex(OFFICE, Index.of("ix_office", List.of("id")), false);
        Operation index = new CreateIndex(COUNTY, Index.of("ix_county", List.of("name")), false);
        Operation column = new AddColumn(COUNTY, Column.of("name", text()));

        assertThat(SafeDraft.of(List.of(
                        ReviewedOperation.of(office),
                        ReviewedOperation.of(indexOfOffice),
                        ReviewedOperation.of(column),
                        ReviewedOperation.of(index))))
                .extracting(ReviewedOperation::operation)
                .containsExactly(office, indexOfOffice, column, Autocommit.safely(index));
    }

    @Test
    void what_has_none_is_drafted_plainly_with_the_reason() {
        Operation identity = new AddColumn(COUNTY, Column.of("id", bigint()).withIdentity(Identity.byDefault()));

        ReviewedOperation drafted =
                SafeDraft.of(List.of(ReviewedOperation.of(identity))).get(0);

        assertThat(drafted.operation()).isEqualTo(identity);
        assertThat(drafted.comment()).contains("There is no safe form of").contains("every row gets a number");
    }
}
