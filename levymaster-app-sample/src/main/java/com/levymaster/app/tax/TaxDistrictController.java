package com.levymaster.app.tax;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/tax-districts")
class TaxDistrictController {

    private final TaxDistrictRepository districts;

    TaxDistrictController(TaxDistrictRepository districts) {
        this.districts = districts;
    }

    @GetMapping
    List<TaxDistrictView> list(@RequestParam int year) {
        return districts.findByYearOrderByDistrictCode(year).stream()
                .map(TaxDistrictView::of)
                .toList();
    }

    @GetMapping("/{id}")
    TaxDistrictView get(@PathVariable int id) {
        return TaxDistrictView.of(find(id));
    }

    @PostMapping
    ResponseEntity<TaxDistrictView> create(@RequestBody @Valid TaxDistrictDetails details) {
        TaxDistrictView created = TaxDistrictView.of(districts.save(new TaxDistrict(details)));
        return ResponseEntity.created(URI.create("/api/tax-districts/" + created.id()))
                .body(created);
    }

    @PutMapping("/{id}")
    TaxDistrictView update(@PathVariable int id, @RequestBody @Valid TaxDistrictDetails details) {
        TaxDistrict district = find(id);
        if (district.getYear() != details.year()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "Tax district " + id + " belongs to " + district.getYear() + ". Create another one for "
                            + details.year() + ".");
        }
        district.change(details);
        return TaxDistrictView.of(districts.save(district));
    }

    private TaxDistrict find(int id) {
        return districts
                .findById(id)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no tax district " + id + "."));
    }
}
