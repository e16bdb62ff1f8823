import type { Article } from './sample-article.ts';

type Variant = readonly [suffix: string, en: string, ja: string, ko: string, pence: number, onHand: number];
/** Articles that differ in a word: `[SKU's beginning, category, tax class, English, Japanese and Korean name, variants]`. */
type Family = readonly [code: string, category: string, taxClass: string, en: string, ja: string, ko: string, variants: readonly Variant[]];

const made: readonly Family[] = [
  [
    'TEA-LEAF',
    'tea',
    'zero',
    'Loose leaf tea',
    'リーフティー',
    '잎차',
    [
      ['ASS', 'Assam, 125 g', 'アッサム 125g', '아삼 125g', 525, 42],
      ['DAR', 'Darjeeling first flush, 125 g', 'ダージリン ファーストフラッシュ 125g', '다즐링 퍼스트 플러시 125g', 895, 18],
      ['LAP', 'Lapsang souchong, 125 g', 'ラプサンスーチョン 125g', '랍상소우총 125g', 650, 3],
      ['OOL', 'Oolong, 100 g', '烏龍茶 100g', '우롱차 100g', 720, 26],
      ['GEN', 'Genmaicha, 100 g', '玄米茶 100g', '현미녹차 100g', 540, 31],
    ],
  ],
  [
    'TEA-HERB',
    'tea',
    'zero',
    'Herbal infusion',
    'ハーブティー',
    '허브차',
    [
      ['CAM', 'camomile, 20 bags', 'カモミール 20袋', '캐모마일 20티백', 285, 64],
      ['PEP', 'peppermint, 20 bags', 'ペパーミント 20袋', '페퍼민트 20티백', 285, 71],
      ['ROO', 'rooibos, 40 bags', 'ルイボス 40袋', '루이보스 40티백', 310, 0],
      ['BAR', 'roasted barley, 30 bags', '麦茶 30袋', '보리차 30티백', 265, 88],
    ],
  ],
  [
    'COF-BEAN',
    'coffee',
    'zero',
    'Single origin coffee beans',
    'シングルオリジン コーヒー豆',
    '싱글 오리진 원두',
    [
      ['KEN', 'Kenya Nyeri, 250 g', 'ケニア ニエリ 250g', '케냐 니에리 250g', 950, 22],
      ['GUA', 'Guatemala Antigua, 250 g', 'グアテマラ アンティグア 250g', '과테말라 안티구아 250g', 890, 37],
      ['BRA', 'Brazil Cerrado, 1 kg', 'ブラジル セラード 1kg', '브라질 세하도 1kg', 2350, 9],
      ['SUM', 'Sumatra Mandheling, 250 g', 'スマトラ マンデリン 250g', '수마트라 만델링 250g', 920, 2],
    ],
  ],
  [
    'BIS-OAT',
    'biscuits',
    'zero',
    'Oat biscuits',
    'オートビスケット',
    '귀리 비스킷',
    [
      ['PLA', 'plain, 250 g', 'プレーン 250g', '플레인 250g', 195, 96],
      ['GIN', 'stem ginger, 250 g', 'ジンジャー 250g', '생강 250g', 225, 54],
      ['RAI', 'raisin, 250 g', 'レーズン 250g', '건포도 250g', 215, 48],
      ['COC', 'coconut, 250 g', 'ココナッツ 250g', '코코넛 250g', 215, 5],
    ],
  ],
  [
    'BIS-ARA',
    'biscuits',
    'standard',
    'Arare rice crackers',
    'あられ',
    '아라레 쌀과자',
    [
      ['SOY', 'soy sauce, 90 g', '醤油 90g', '간장 90g', 245, 66],
      ['WAS', 'wasabi, 90 g', 'わさび 90g', '와사비 90g', 245, 40],
      ['EBI', 'prawn, 90 g', 'えび 90g', '새우 90g', 275, 29],
    ],
  ],
  [
    'JAM-PRE',
    'pantry',
    'zero',
    'Preserve',
    'プリザーブ',
    '수제 잼',
    [
      ['RAS', 'raspberry, 340 g', 'ラズベリー 340g', '라즈베리 340g', 330, 72],
      ['BLA', 'blackcurrant, 340 g', 'カシス 340g', '블랙커런트 340g', 330, 60],
      ['YUZ', 'yuzu, 200 g', '柚子 200g', '유자 200g', 560, 14],
      ['FIG', 'fig, 280 g', 'いちじく 280g', '무화과 280g', 420, 0],
    ],
  ],
  [
    'PAS-DRY',
    'pantry',
    'zero',
    'Dried pasta',
    '乾燥パスタ',
    '건조 파스타',
    [
      ['PEN', 'penne, 500 g', 'ペンネ 500g', '펜네 500g', 165, 140],
      ['FUS', 'fusilli, 500 g', 'フジッリ 500g', '푸실리 500g', 165, 132],
      ['LIN', 'linguine, 500 g', 'リングイネ 500g', '링귀네 500g', 175, 98],
      ['ORZ', 'orzo, 500 g', 'オルゾ 500g', '오르조 500g', 185, 44],
    ],
  ],
  [
    'NOO-DRY',
    'pantry',
    'zero',
    'Noodles',
    '麺',
    '면',
    [
      ['SOB', 'soba, 250 g', 'そば 250g', '소바 250g', 285, 58],
      ['UDO', 'udon, 250 g', 'うどん 250g', '우동 250g', 255, 61],
      ['SOM', 'somen, 300 g', 'そうめん 300g', '소면 300g', 295, 33],
      ['GLA', 'sweet potato glass noodles, 400 g', '韓国春雨 400g', '당면 400g', 345, 27],
    ],
  ],
  [
    'SAU-BOT',
    'pantry',
    'zero',
    'Sauce',
    'ソース・調味料',
    '소스',
    [
      ['TON', 'tonkatsu, 300 ml', 'とんかつソース 300ml', '돈가스 소스 300ml', 325, 36],
      ['PON', 'ponzu, 360 ml', 'ポン酢 360ml', '폰즈 360ml', 395, 25],
      ['GOC', 'gochujang, 500 g', 'コチュジャン 500g', '고추장 500g', 450, 19],
      ['SSA', 'ssamjang, 450 g', 'サムジャン 450g', '쌈장 450g', 440, 16],
      ['WOR', 'Worcestershire, 150 ml', 'ウスターソース 150ml', '우스터 소스 150ml', 195, 80],
    ],
  ],
  [
    'CHO-BAR',
    'sweets',
    'standard',
    'Chocolate bar',
    '板チョコレート',
    '판 초콜릿',
    [
      ['MIL', 'milk, 100 g', 'ミルク 100g', '밀크 100g', 295, 110],
      ['SEA', 'sea salt caramel, 100 g', '塩キャラメル 100g', '솔티드 캐러멜 100g', 345, 84],
      ['ORA', 'orange, 100 g', 'オレンジ 100g', '오렌지 100g', 325, 62],
      ['RUB', 'ruby, 80 g', 'ルビー 80g', '루비 80g', 395, 4],
    ],
  ],
  [
    'SWE-MOC',
    'sweets',
    'standard',
    'Mochi',
    '大福',
    '모찌',
    [
      ['RED', 'red bean, 6 pieces', '小豆 6個', '팥 6개', 450, 24],
      ['SES', 'black sesame, 6 pieces', '黒ごま 6個', '흑임자 6개', 470, 21],
      ['STR', 'strawberry, 6 pieces', 'いちご 6個', '딸기 6개', 490, 0],
    ],
  ],
  [
    'DRI-CAN',
    'drinks',
    'standard',
    'Sparkling drink',
    '炭酸飲料',
    '탄산음료',
    [
      ['LEM', 'lemon, 330 ml', 'レモン 330ml', '레몬 330ml', 145, 240],
      ['GIN', 'ginger, 330 ml', 'ジンジャー 330ml', '진저 330ml', 155, 210],
      ['ELD', 'elderflower, 330 ml', 'エルダーフラワー 330ml', '엘더플라워 330ml', 165, 180],
      ['RAM', 'ramune, 200 ml', 'ラムネ 200ml', '라무네 200ml', 195, 95],
    ],
  ],
  [
    'DRI-JUI',
    'drinks',
    'standard',
    'Pressed juice',
    'ストレートジュース',
    '착즙 주스',
    [
      ['APP', 'apple, 750 ml', 'りんご 750ml', '사과 750ml', 325, 46],
      ['ORA', 'orange, 750 ml', 'オレンジ 750ml', '오렌지 750ml', 365, 38],
      ['CAR', 'carrot, 750 ml', 'にんじん 750ml', '당근 750ml', 345, 12],
    ],
  ],
  [
    'BAK-LOA',
    'bakery',
    'zero',
    'Loaf',
    '食パン',
    '식빵',
    [
      ['SOU', 'sourdough, 800 g', 'サワードウ 800g', '사워도우 800g', 425, 16],
      ['WHO', 'wholemeal, 800 g', '全粒粉 800g', '통밀 800g', 325, 20],
      ['MIL', 'milk bread, 450 g', '生食パン 450g', '우유 식빵 450g', 385, 11],
      ['RYE', 'rye, 600 g', 'ライ麦 600g', '호밀 600g', 395, 7],
    ],
  ],
  [
    'BAK-BUN',
    'bakery',
    'zero',
    'Buns',
    '菓子パン',
    '빵',
    [
      ['MEL', 'melon pan, 2 pieces', 'メロンパン 2個', '메론빵 2개', 350, 9],
      ['CUR', 'currant, 4 pieces', 'レーズンバンズ 4個', '건포도 번 4개', 260, 14],
      ['RED', 'red bean, 2 pieces', 'あんパン 2個', '단팥빵 2개', 340, 6],
    ],
  ],
  [
    'DAI-MIL',
    'dairy',
    'zero',
    'Milk',
    '牛乳',
    '우유',
    [
      ['WHO', 'whole, 1 l', '成分無調整 1L', '전유 1L', 145, 75],
      ['SEM', 'semi-skimmed, 1 l', '低脂肪 1L', '저지방 1L', 145, 92],
      ['OAT', 'oat drink, 1 l', 'オーツミルク 1L', '귀리 음료 1L', 195, 57],
    ],
  ],
  [
    'DAI-CHE',
    'dairy',
    'zero',
    'Cheese',
    'チーズ',
    '치즈',
    [
      ['CHE', 'mature Cheddar, 350 g', '熟成チェダー 350g', '숙성 체다 350g', 425, 34],
      ['STI', 'blue Stilton, 220 g', 'スティルトン 220g', '블루 스틸턴 220g', 475, 15],
      ['BRI', 'Somerset brie, 200 g', 'ブリー 200g', '브리 200g', 390, 13],
      ['HAL', 'halloumi, 225 g', 'ハルミ 225g', '할루미 225g', 350, 22],
    ],
  ],
  [
    'PRO-FRU',
    'produce',
    'zero',
    'Fruit',
    '果物',
    '과일',
    [
      ['APP', 'Cox apples, 6 pieces', 'りんご（コックス）6個', '콕스 사과 6개', 225, 40],
      ['PEA', 'Conference pears, 4 pieces', '洋梨 4個', '서양배 4개', 215, 28],
      ['SAT', 'satsumas, 600 g', 'みかん 600g', '귤 600g', 250, 52],
      ['PER', 'persimmons, 3 pieces', '柿 3個', '감 3개', 300, 17],
    ],
  ],
  [
    'PRO-VEG',
    'produce',
    'zero',
    'Vegetables',
    '野菜',
    '채소',
    [
      ['DAI', 'daikon, 1 piece', '大根 1本', '무 1개', 195, 18],
      ['SHI', 'shiitake, 150 g', 'しいたけ 150g', '표고버섯 150g', 275, 21],
      ['KAL', 'kale, 200 g', 'ケール 200g', '케일 200g', 160, 30],
      ['SPR', 'spring onions, 1 bunch', '青ねぎ 1束', '쪽파 1단', 95, 45],
    ],
  ],
  [
    'KIT-TOO',
    'kitchen',
    'standard',
    'Kitchen tool',
    'キッチンツール',
    '주방 도구',
    [
      ['WHI', 'bamboo whisk for matcha', '茶筅', '말차 거품기', 1650, 10],
      ['GRA', 'ceramic grater', 'おろし器（陶器）', '도자기 강판', 1250, 8],
      ['KNI', 'santoku knife, 165 mm', '三徳包丁 165mm', '산토쿠 칼 165mm', 5900, 5],
      ['BOA', 'hinoki chopping board', 'ひのきまな板', '편백나무 도마', 3200, 1],
    ],
  ],
  [
    'BAT-SOA',
    'bath',
    'standard',
    'Soap bar',
    '石けん',
    '비누',
    [
      ['ROS', 'rose, 125 g', 'ローズ 125g', '장미 125g', 395, 47],
      ['HIN', 'hinoki, 125 g', 'ひのき 125g', '편백 125g', 425, 39],
      ['OAT', 'oatmeal, 125 g', 'オートミール 125g', '오트밀 125g', 375, 55],
    ],
  ],
  [
    'PAP-NOT',
    'paper',
    'standard',
    'Notebook A6',
    'ノート A6',
    '노트 A6',
    [
      ['LIN', 'lined, 96 pages', '横罫 96ページ', '줄 96쪽', 545, 68],
      ['PLA', 'plain, 96 pages', '無地 96ページ', '무지 96쪽', 545, 59],
      ['GRI', 'grid, 96 pages', '方眼 96ページ', '모눈 96쪽', 545, 62],
    ],
  ],
];

const digits = (at: number): string => `5012301${String(at * 37 + 11).padStart(5, '0')}`;
const checked = (twelve: string): string => {
  const sum = Array.from(twelve).reduce((total, digit, at) => total + Number(digit) * (at % 2 === 1 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
};

/** Every variant of every family as an article of its own. */
export const families: readonly Article[] = made
  .flatMap(([code, category, taxClass, en, ja, ko, variants]) =>
    variants.map(
      ([suffix, enOf, jaOf, koOf, pence, onHand]) =>
        [`${code}-${suffix}`, `${en}, ${enOf}`, `${ja} ${jaOf}`, `${ko} ${koOf}`, pence, category, taxClass, onHand] as const,
    ),
  )
  .map(([sku, ...rest], at): Article => [sku, checked(digits(at)), ...rest]);
