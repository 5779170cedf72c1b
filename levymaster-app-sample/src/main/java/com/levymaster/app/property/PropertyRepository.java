package com.levymaster.app.property;

import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

public interface PropertyRepository extends JpaRepository<Property, Integer> {

    @EntityGraph(attributePaths = "taxCode.taxDistrict")
    Optional<Property> findByPropertyIdAndYear(String propertyId, int year);
}
