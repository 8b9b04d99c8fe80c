package dev.banyan.ruby.owner;

import dev.banyan.ruby.web.Problems;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Owners as they keep their own entry. New ones are entered at the office, with their contract. */
@RestController
@RequestMapping("/api/owners")
final class OwnerController {

    private final OwnerRows owners;

    OwnerController(OwnerRows owners) {
        this.owners = owners;
    }

    @GetMapping("/{id}")
    Owner get(@PathVariable long id) {
        return owners.find(id).orElseThrow(() -> Problems.notFound("There is no owner " + id + "."));
    }

    @PutMapping("/{id}")
    Owner change(@PathVariable long id, @RequestBody OwnerChange change) {
        owners.change(id, change);
        return get(id);
    }
}
