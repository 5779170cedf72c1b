package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/** Translates {@code sa.Sequence(…)}. */
final class SequenceTranslator {

    private SequenceTranslator() {}

    static Sequence translate(Expression expression) {
        Arguments arguments = arguments(expression);
        ObjectName name = ObjectName.of(arguments.text("schema"), arguments.requiredText("name"));
        Expression type = arguments.optional("data_type");
        Sequence sequence = Sequence.of(name, options(arguments));
        arguments.ignoring("optional", "metadata", "quote", "quote_schema").end();
        return type == null
                ? sequence
                : sequence.withType(new TypeTranslator(null).translate(type).type());
    }

    private static Arguments arguments(Expression expression) {
        if (expression instanceof Call call && Scope.functionName(call).equals("Sequence")) {
            return new Arguments(call, "name", "start", "increment", "minvalue", "maxvalue");
        }
        throw new NotUnderstoodException(expression.line(), "something else than a sequence");
    }

    /** The options of a sequence or identity column; it starts at its bound if that is all that is said. */
    static SequenceOptions options(Arguments arguments) {
        Long start = number(arguments, "start");
        Long increment = number(arguments, "increment");
        Long lowest = number(arguments, "minvalue");
        Long greatest = number(arguments, "maxvalue");
        Long cache = number(arguments, "cache");
        boolean down = increment != null && increment < 0;
        Long bound = down ? greatest : lowest;
        long first = bound != null ? bound : down ? -1 : 1;
        arguments.ignoring("order", "nominvalue", "nomaxvalue");
        return new SequenceOptions(
                start == null ? first : start,
                increment == null ? 1 : increment,
                lowest,
                greatest,
                cache == null ? 1 : cache,
                arguments.isTrue("cycle"));
    }

    private static @Nullable Long number(Arguments arguments, String name) {
        Expression value = arguments.optional(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Expression.Number number && number.text().matches("-?\\d{1,18}")) {
            return Long.parseLong(number.text());
        }
        throw new NotUnderstoodException(value.line(), "the value of " + name);
    }

    /** Whether the values of a column come from SQLAlchemy, which asks the sequence: the column has no default then. */
    static boolean isDefaultOfClient(Expression part) {
        return Scope.functionName(part).equals("Sequence") && !arguments(part).isTrue("optional");
    }
}
