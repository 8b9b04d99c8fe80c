package dev.banyan.search.documents;

import java.util.List;
import java.util.Map;

/** What documents are made of, by shop. Shops that have nothing of it are left out. */
interface ShopRows {

    Map<Long, ShopRow> shops(List<Long> shopIds);

    /** Names of menus on sale. */
    Map<Long, List<String>> menus(List<Long> shopIds);

    Map<Long, List<AdRow>> ads(List<Long> shopIds);
}
