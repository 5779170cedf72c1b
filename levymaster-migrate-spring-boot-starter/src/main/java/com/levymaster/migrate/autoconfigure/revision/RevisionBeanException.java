package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;

/** A revision could not be made, or not be read, as a bean. */
final class RevisionBeanException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private RevisionBeanException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, remedy, cause);
    }

    static RevisionBeanException missingAnnotation(String beanName, String type) {
        return new RevisionBeanException(
                "The bean \"" + beanName + "\" is declared as " + type + ", which has no @Revision, so its place in the"
                        + " graph is unknown.",
                "let its @Bean method return the revision's own class, and annotate that with @Revision.",
                null);
    }

    static RevisionBeanException creationFailed(String source, BeansException e) {
        UnsatisfiedDependencyException dependency = find(UnsatisfiedDependencyException.class, e);
        if (dependency != null && find(BeanCurrentlyInCreationException.class, e) != null) {
            return new RevisionBeanException(
                    source + " wants " + describe(dependency.getInjectionPoint()) + ". That waits for the migrations,"
                            + " as everything does that uses the database, and the migrations wait for this revision.",
                    "take it out of the revision and work with the JdbcClient that op.data(\"…\", jdbc -> …) hands to"
                            + " the step: it has the connection and the transaction of the run.",
                    e);
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return new RevisionBeanException(
                source + " cannot be made: " + root.getMessage(),
                "let the class be concrete, with a constructor whose parameters are beans that do not use the database.",
                e);
    }

    private static String describe(@Nullable InjectionPoint point) {
        if (point == null) {
            return "a bean";
        }
        MethodParameter parameter = point.getMethodParameter();
        if (parameter == null) {
            return "a " + point.getDeclaredType().getSimpleName() + " in its field "
                    + point.getMember().getName();
        }
        Executable method = parameter.getExecutable();
        String where = parameter.getConstructor() == null ? "method " + method.getName() : "constructor";
        String name = method.getParameters()[parameter.getParameterIndex()].getName();
        return "a " + parameter.getParameterType().getSimpleName() + " as parameter "
                + (parameter.getParameterIndex() + 1) + " (" + name + ") of its " + where;
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
