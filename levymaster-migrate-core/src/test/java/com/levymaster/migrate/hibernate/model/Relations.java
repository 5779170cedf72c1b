package com.levymaster.migrate.hibernate.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Struct;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.View;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;

/** Associations, collections, inheritance, embeddables, and what Hibernate adds by itself. */
public final class Relations {

    public static final Class<?>[] ALL = {
        Basics.class,
        Owner.class,
        Thing.class,
        Tag.class,
        Detail.class,
        Line.class,
        Animal.class,
        Cat.class,
        Dog.class,
        Payment.class,
        Card.class,
        Cash.class,
        Shape.class,
        Circle.class,
        Square.class,
        Hen.class,
        Egg.class,
        Counted.class,
        Soft.class,
        Tenant.class,
        Seen.class,
        Chosen.class,
        Recorded.class,
        Validated.class,
        Elsewhere.class,
        Documented.class,
        Own.class
    };

    private Relations() {}

    @MappedSuperclass
    public abstract static class Base {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Embeddable
    public static class Address {
        String street;

        @Column(length = 10, nullable = false)
        String zip;
    }

    @Entity(name = "Owner")
    @Table(name = "owner")
    @SecondaryTable(name = "owner_detail")
    public static class Owner extends Base {
        String name;

        @Embedded
        Address address;

        @Column(table = "owner_detail")
        String biography;

        @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
        List<Thing> things;

        @ElementCollection
        Set<String> nicknames;

        @ElementCollection
        @CollectionTable(name = "owner_phones", joinColumns = @JoinColumn(name = "owner_ref"))
        @OrderColumn(name = "position")
        List<String> phones;

        @ElementCollection
        Map<String, Address> addresses;
    }

    @Entity(name = "Thing")
    @Table(name = "thing")
    public static class Thing extends Base {
        @ManyToOne(optional = false)
        @JoinColumn(foreignKey = @ForeignKey(name = "fk_thing_owner"))
        @OnDelete(action = OnDeleteAction.CASCADE)
        Owner owner;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.SET_NULL)
        Thing parent;

        @ManyToOne
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Owner loose;

        @ManyToOne
        @JoinColumn(
                name = "defined_id",
                foreignKey =
                        @ForeignKey(
                                name = "fk_defined",
                                foreignKeyDefinition =
                                        "foreign key (defined_id) references owner (id) on delete set null deferrable"))
        Owner defined;

        @OneToOne
        @JoinTable(name = "thing_stand_in")
        Thing standIn;

        @ManyToMany
        Set<Tag> tags;

        @ManyToMany
        @JoinTable(name = "thing_friends")
        List<Thing> friends;
    }

    @Entity(name = "Tag")
    @Table(name = "tag")
    public static class Tag extends Base {
        @Column(unique = true, nullable = false)
        String label;

        @ManyToMany(mappedBy = "tags")
        Set<Thing> things;
    }

    @Entity(name = "Detail")
    @Table(name = "detail")
    public static class Detail {
        @Id
        Long id;

        @MapsId
        @OneToOne
        Thing thing;

        @OneToOne
        Tag tag;
    }

    @Embeddable
    public static class LineId implements Serializable {
        Long orderNumber;
        int lineNumber;

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId id && id.lineNumber == lineNumber;
        }

        @Override
        public int hashCode() {
            return lineNumber;
        }
    }

    @Entity(name = "Line")
    @Table(name = "line")
    public static class Line {
        @EmbeddedId
        LineId id;

        @ManyToOne
        Line next;
    }

    @Entity(name = "Animal")
    @Table(name = "animal")
    public static class Animal extends Base {
        String name;
    }

    @Entity(name = "Cat")
    public static class Cat extends Animal {
        @Column(nullable = false)
        int lives;
    }

    @Entity(name = "Dog")
    public static class Dog extends Animal {
        @ManyToOne
        Cat enemy;
    }

    @Entity(name = "Payment")
    @Table(name = "payment")
    @Inheritance(strategy = InheritanceType.JOINED)
    @DiscriminatorColumn(name = "kind", discriminatorType = DiscriminatorType.STRING, length = 20)
    public abstract static class Payment extends Base {
        long cents;
    }

    @Entity(name = "Card")
    @Table(name = "card_payment")
    public static class Card extends Payment {
        String number;
    }

    @Entity(name = "Cash")
    @Table(name = "cash_payment")
    public static class Cash extends Payment {
        String currency;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    public abstract static class Shape {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Owner painter;
    }

    @Entity(name = "Circle")
    public static class Circle extends Shape {
        double radius;
    }

    @Entity(name = "Square")
    public static class Square extends Shape {
        double side;
    }

    @Entity(name = "Hen")
    public static class Hen extends Base {
        @ManyToOne
        Egg cameFrom;
    }

    @Entity(name = "Egg")
    public static class Egg extends Base {
        @ManyToOne
        Hen laidBy;
    }

    @Entity(name = "Counted")
    public static class Counted {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        Long id;
    }

    @Entity(name = "Soft")
    @SoftDelete
    public static class Soft extends Base {
        @ElementCollection
        @SoftDelete
        Set<String> notes;
    }

    @Entity(name = "Tenant")
    public static class Tenant extends Base {
        @TenantId
        String tenant;
    }

    @Entity(name = "Seen")
    @View(query = "select id, name from owner")
    @Table(name = "seen")
    public static class Seen {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Chosen")
    @Subselect("select id from owner")
    public static class Chosen {
        @Id
        Long id;
    }

    @Entity(name = "Recorded")
    @Audited
    public static class Recorded extends Base {
        @Column(nullable = false, unique = true)
        String name;

        @ElementCollection
        Set<String> labels;
    }

    @Entity(name = "Validated")
    public static class Validated extends Base {
        @NotNull
        @Size(max = 80)
        String name;

        @Min(0)
        @Max(150)
        int age;
    }

    @Entity(name = "Elsewhere")
    @Table(name = "elsewhere", schema = "other")
    public static class Elsewhere extends Base {
        @ManyToOne
        Owner owner;

        @ManyToOne
        Elsewhere again;
    }

    @Embeddable
    public static class Place {
        String town;
        Integer box;
    }

    @Entity(name = "Documented")
    public static class Documented extends Base {
        @JdbcTypeCode(SqlTypes.JSON)
        Address address;

        @Struct(name = "postal_place")
        Place place;
    }

    @Entity(name = "Own")
    @Table(name = "`Own Table`")
    public static class Own extends Base {
        @Column(name = "`Mixed`", unique = true)
        String mixed;

        @ManyToOne
        Own parent;
    }
}
