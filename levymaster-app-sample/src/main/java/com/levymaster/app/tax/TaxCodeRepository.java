package com.levymaster.app.tax;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

public interface TaxCodeRepository extends JpaRepository<TaxCode, Integer> {

    @EntityGraph(attributePaths = "taxDistrict")
    List<TaxCode> findByYearOrderByTaxCode(int year);

    @EntityGraph(attributePaths = "taxDistrict")
    Optional<TaxCode> findWithDistrictById(int id);

    /** Returns the tax codes of this name in all districts; a name is unique only within a district and year. */
    List<TaxCode> findByTaxCodeAndYear(String taxCode, int year);
}
