import { families } from './sample-families.ts';

/** `[sku, GTIN-13, English, Japanese and Korean name, price in pence, category, tax class, on hand]`. */
export type Article = readonly [string, string, string, string, string, number, string, string, number];

/** Single articles; the first of them is the one that examples order. */
const singles: readonly Article[] = [
  [
    'TEA-EB-80',
    '5012300045105',
    'English Breakfast tea, 80 bags',
    '紅茶 イングリッシュブレックファスト 80袋',
    '홍차 잉글리시 브렉퍼스트 80티백',
    349,
    'tea',
    'zero',
    120,
  ],
  ['TEA-EG-50', '5012300046478', 'Earl Grey tea, 50 bags', 'アールグレイ 50袋', '홍차 얼그레이 50티백', 325, 'tea', 'zero', 90],
  ['TEA-SEN-100', '5012300047840', 'Sencha green tea, 100 g', '煎茶 100g', '센차 녹차 100g', 795, 'tea', 'zero', 40],
  ['TEA-HOJ-100', '5012300049219', 'Hojicha roasted tea, 100 g', 'ほうじ茶 100g', '호지차 100g', 695, 'tea', 'zero', 35],
  [
    'COF-ETH-250',
    '5012300050581',
    'Ethiopia Sidamo coffee beans, 250 g',
    'エチオピア シダモ 豆 250g',
    '에티오피아 시다모 원두 250g',
    850,
    'coffee',
    'zero',
    60,
  ],
  [
    'COF-COL-250',
    '5012300051953',
    'Colombia Huila ground coffee, 250 g',
    'コロンビア ウイラ 粉 250g',
    '콜롬비아 우일라 분쇄 커피 250g',
    780,
    'coffee',
    'zero',
    60,
  ],
  ['COF-DEC-250', '5012300053322', 'Decaffeinated coffee beans, 250 g', 'カフェインレス 豆 250g', '디카페인 원두 250g', 820, 'coffee', 'zero', 30],
  ['BIS-SHB-200', '5012300054695', 'All-butter shortbread, 200 g', 'バターショートブレッド 200g', '버터 쇼트브레드 200g', 275, 'biscuits', 'zero', 150],
  ['BIS-DIG-400', '5012300056064', 'Digestive biscuits, 400 g', 'ダイジェスティブビスケット 400g', '다이제스티브 비스킷 400g', 189, 'biscuits', 'zero', 200],
  [
    'BIS-CHO-300',
    '5012300057436',
    'Milk chocolate biscuits, 300 g',
    'ミルクチョコビスケット 300g',
    '밀크 초콜릿 비스킷 300g',
    235,
    'biscuits',
    'standard',
    180,
  ],
  ['BIS-SEN-120', '5012300058808', 'Rice crackers with nori, 120 g', '海苔せんべい 120g', '김 쌀과자 120g', 299, 'biscuits', 'standard', 75],
  ['JAM-STR-340', '5012300060177', 'Strawberry conserve, 340 g', 'いちごジャム 340g', '딸기잼 340g', 310, 'pantry', 'zero', 85],
  ['JAM-MAR-454', '5012300061549', 'Seville orange marmalade, 454 g', 'オレンジマーマレード 454g', '오렌지 마멀레이드 454g', 295, 'pantry', 'zero', 85],
  ['HON-WIL-340', '5012300062911', 'Wildflower honey, 340 g', '百花はちみつ 340g', '야생화 꿀 340g', 575, 'pantry', 'zero', 50],
  [
    'OIL-OLI-500',
    '5012300064281',
    'Extra virgin olive oil, 500 ml',
    'エクストラバージンオリーブオイル 500ml',
    '엑스트라 버진 올리브유 500ml',
    995,
    'pantry',
    'zero',
    45,
  ],
  ['SAU-SOY-150', '5012300065653', 'Soy sauce, 150 ml', 'しょうゆ 150ml', '간장 150ml', 245, 'pantry', 'zero', 110],
  ['MIS-WHI-300', '5012300067022', 'White miso, 300 g', '白味噌 300g', '흰 된장 300g', 425, 'pantry', 'zero', 40],
  ['PAS-SPA-500', '5012300068395', 'Spaghetti, 500 g', 'スパゲッティ 500g', '스파게티 500g', 165, 'pantry', 'zero', 220],
  ['RIC-KOS-1K', '5012300069767', 'Koshihikari rice, 1 kg', 'コシヒカリ 1kg', '고시히카리 쌀 1kg', 650, 'pantry', 'zero', 55],
  ['CHO-DAR-100', '5012300071135', 'Dark chocolate 70 %, 100 g', 'ダークチョコレート 70% 100g', '다크 초콜릿 70% 100g', 325, 'sweets', 'standard', 130],
  ['CHO-MAT-45', '5012300072507', 'Matcha white chocolate, 45 g', '抹茶ホワイトチョコ 45g', '말차 화이트 초콜릿 45g', 280, 'sweets', 'standard', 70],
  ['SWE-FUD-150', '5012300073870', 'Vanilla fudge, 150 g', 'バニラファッジ 150g', '바닐라 퍼지 150g', 265, 'sweets', 'standard', 95],
  ['MUG-WHI-35', '5012300075249', 'Stoneware mug, white, 350 ml', 'マグカップ 白 350ml', '도자기 머그 흰색 350ml', 950, 'home', 'standard', 24],
  ['MUG-BLU-35', '5012300076611', 'Stoneware mug, indigo, 350 ml', 'マグカップ 藍 350ml', '도자기 머그 남색 350ml', 950, 'home', 'standard', 24],
  ['POT-TEA-90', '5012300077984', 'Teapot with strainer, 900 ml', '急須 茶こし付 900ml', '거름망 찻주전자 900ml', 2850, 'home', 'standard', 12],
  ['TOW-TEA-2', '5012300079353', 'Linen tea towels, set of 2', 'リネンふきん 2枚組', '리넨 행주 2장', 1450, 'home', 'standard', 30],
  ['CAN-BEE-22', '5012300080724', 'Beeswax candle, 22 cm', '蜜蝋キャンドル 22cm', '밀랍 양초 22cm', 495, 'home', 'standard', 48],
  ['SOA-LAV-125', '5012300082094', 'Lavender soap bar, 125 g', 'ラベンダー石けん 125g', '라벤더 비누 125g', 395, 'home', 'standard', 64],
  ['NOT-A5-160', '5012300083466', 'Notebook A5, dotted, 160 pages', 'ノート A5 ドット 160ページ', 'A5 도트 노트 160쪽', 895, 'paper', 'standard', 58],
  ['PEN-GEL-05', '5012300084838', 'Gel pen 0.5 mm, black', 'ゲルペン 0.5mm 黒', '젤펜 0.5mm 검정', 215, 'paper', 'standard', 300],
];

/** What the sample merchant sells. */
export const articles: readonly Article[] = [...singles, ...families];

/** A few are drafts, which wait for somebody to look at them. */
export const isDraft = (at: number): boolean => at % 29 === 28;

/** The sample merchant's categories: `[key, parent's key, English, Japanese and Korean name]`, parents first. */
export const categories = [
  ['food', '', 'Food and drink', '食品・飲料', '식품·음료'],
  ['tea', 'food', 'Tea', 'お茶', '차'],
  ['coffee', 'food', 'Coffee', 'コーヒー', '커피'],
  ['biscuits', 'food', 'Biscuits and crackers', 'ビスケット・せんべい', '비스킷·과자'],
  ['pantry', 'food', 'Pantry', '調味料・保存食', '양념·저장식품'],
  ['sweets', 'food', 'Chocolate and sweets', 'チョコレート・菓子', '초콜릿·사탕'],
  ['drinks', 'food', 'Soft drinks', '清涼飲料', '음료'],
  ['bakery', 'food', 'Bakery', 'パン', '베이커리'],
  ['dairy', 'food', 'Dairy and eggs', '乳製品・卵', '유제품·달걀'],
  ['produce', 'food', 'Fruit and vegetables', '青果', '과일·채소'],
  ['home', '', 'Home', '暮らし', '생활'],
  ['kitchen', 'home', 'Kitchen', 'キッチン', '주방'],
  ['bath', 'home', 'Bath and body', 'バス・ボディ', '욕실·바디'],
  ['paper', '', 'Paper and pens', '文具', '문구'],
] as const;
