package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.PrivilegeOperation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compiles grants and revokes of privileges. */
interface PrivilegeCompiler extends CompilerContext, PrivilegeOperation.Visitor<List<SqlStatement>> {

    /** The form of a privilege name. Privileges are keywords, so they cannot be quoted. */
    Pattern PRIVILEGE = Pattern.compile("[a-zA-Z]+( [a-zA-Z]+)*");

    @Override
    default List<SqlStatement> grantPrivileges(PrivilegeOperation.GrantPrivileges operation) {
        return CompilerContext.one("grant " + privileges(server(), operation.privileges()) + " on "
                + keyword(operation.kind()) + " " + quote(operation.on()) + " to " + role(operation.role()));
    }

    @Override
    default List<SqlStatement> revokePrivileges(PrivilegeOperation.RevokePrivileges operation) {
        return CompilerContext.one("revoke " + privileges(server(), operation.privileges()) + " on "
                + keyword(operation.kind()) + " " + quote(operation.on()) + " from " + role(operation.role()));
    }

    private static String keyword(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String privileges(ServerVersion server, List<String> privileges) {
        for (String privilege : privileges) {
            if (!PRIVILEGE.matcher(privilege).matches()) {
                throw new MigrationException(
                        "'" + privilege + "' is not a privilege.",
                        "use one of PostgreSQL's privileges, such as select, insert, update, delete, usage or all");
            }
            if (privilege.equalsIgnoreCase("maintain")) {
                server.require(
                        17,
                        "A grant or revoke names the privilege maintain",
                        "leave it out: before, only the owner may maintain a table");
            }
        }
        return String.join(", ", privileges).toLowerCase(Locale.ROOT);
    }

    /** A role name; {@code public} is a keyword that means all roles. */
    static String role(String role) {
        return role.equalsIgnoreCase("public") ? "public" : quote(role);
    }
}
