package com.levymaster.app.tax;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

public interface TaxDistrictRepository extends JpaRepository<TaxDistrict, Integer> {

    List<TaxDistrict> findByYearOrderByDistrictCode(int year);

    Optional<TaxDistrict> findByDistrictCodeAndYear(String districtCode, int year);
}
