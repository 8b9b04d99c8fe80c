package dev.banyan.ruby.seed;

import java.util.List;
import java.util.Random;

/** The words that seeded names, addresses and memos are made of. */
final class Words {

    /** A shop's category, what such shops call themselves, and what they sell. */
    record Category(String code, String name, List<String> shopNames, List<String> menuNames) {}

    static final List<Category> CATEGORIES = List.of(
            new Category("CK", "치킨", List.of("치킨", "통닭 🍗", "호프"), List.of("후라이드", "양념치킨", "반반", "간장치킨", "파닭", "닭강정")),
            new Category(
                    "PZ", "피자", List.of("피자", "피자 🍕", "화덕"), List.of("콤비네이션", "고구마피자", "불고기피자", "페퍼로니", "치즈오븐스파게티")),
            new Category("CN", "중국집", List.of("반점", "각", "짬뽕"), List.of("짜장면", "짬뽕", "탕수육", "볶음밥", "군만두", "깐풍기")),
            new Category("KR", "한식", List.of("식당", "한식", "국밥"), List.of("김치찌개", "된장찌개", "제육볶음", "비빔밥", "순대국", "갈비탕")),
            new Category(
                    "JB", "족발·보쌈", List.of("족발", "보쌈", "왕족발"), List.of("족발 中", "족발 大", "보쌈 中", "보쌈 大", "막국수", "반반족보")),
            new Category(
                    "SN", "분식", List.of("분식", "떡볶이", "김밥천국"), List.of("떡볶이", "순대", "모둠튀김", "참치김밥", "라볶이", "쫄면 🌶️")));

    static final List<String> ORDER_MEMOS = List.of(
            "문 앞에 놓아주세요 🙏", "벨 누르지 마세요, 아기가 자요 👶", "단무지 많이 주세요", "덜 맵게 해주세요 🌶️", "젓가락은 빼주세요", "도착 전에 전화 주세요 📞");
    static final List<String> PAYMENT_MEMOS = List.of("쿠폰 사용", "첫 주문 이벤트 🎉", "포인트 결제 병행", "영수증 요청");

    static final List<String> REVIEWS = List.of(
            "맛있게 잘 먹었습니다 😋",
            "양이 많아요. 또 시킬게요!",
            "배달이 빨라서 좋았어요 🛵",
            "조금 식어서 왔지만 맛은 좋아요",
            "늘 시키는 집이에요 👍",
            "생각보다 짜네요",
            "단무지를 안 주셨어요 ㅠㅠ",
            "사장님 친절하세요. 서비스 감사합니다 🙏");
    static final List<String> REPLIES = List.of("감사합니다, 또 찾아주세요 😊", "불편을 드려 죄송합니다. 더 노력하겠습니다.", "다음에는 서비스 더 챙겨드릴게요!");

    private static final List<String> FAMILY_NAMES =
            List.of("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황보");
    private static final List<String> GIVEN_NAMES =
            List.of("민준", "서연", "지훈", "하은", "도윤", "수빈", "현우", "지우", "예준", "유진", "은지", "성민", "아름", "봄", "솔");
    private static final List<String> DISTRICTS =
            List.of("송파구 석촌동", "강남구 역삼동", "마포구 서교동", "관악구 봉천동", "광진구 화양동", "서대문구 신촌동", "노원구 상계동");
    private static final List<String> SHOP_PREFIXES =
            List.of("원조", "할머니", "착한", "옛날", "소문난", "신선", "왕", "동네", "행복한", "24시", "엄마손", "배터지는");

    private Words() {}

    static <T> T any(List<T> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    static String person(Random random) {
        return any(FAMILY_NAMES, random) + any(GIVEN_NAMES, random);
    }

    static String address(Random random) {
        return "서울시 " + any(DISTRICTS, random) + " " + (1 + random.nextInt(300)) + "-" + (1 + random.nextInt(40));
    }

    static String phone(Random random) {
        return "010-" + (1000 + random.nextInt(9000)) + "-" + (1000 + random.nextInt(9000));
    }

    static String shop(Category category, Random random) {
        return any(SHOP_PREFIXES, random) + " " + any(category.shopNames(), random);
    }
}
