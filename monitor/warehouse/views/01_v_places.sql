-- Labels of places for the other views; the same as in monitor/config/places.py (a test compares them).
CREATE OR REPLACE VIEW v_places AS
SELECT country, country_en, country_zh
FROM (
    VALUES
        ('ARE', 'United Arab Emirates', '阿联酋'),
        ('AUS', 'Australia', '澳大利亚'),
        ('BRA', 'Brazil', '巴西'),
        ('CAN', 'Canada', '加拿大'),
        ('CHE', 'Switzerland', '瑞士'),
        ('CHN', 'Mainland China', '中国大陆'),
        ('DEU', 'Germany', '德国'),
        ('ESP', 'Spain', '西班牙'),
        ('FRA', 'France', '法国'),
        ('GBR', 'United Kingdom', '英国'),
        ('HKG', 'Hong Kong', '香港'),
        ('IDN', 'Indonesia', '印度尼西亚'),
        ('IND', 'India', '印度'),
        ('IRL', 'Ireland', '爱尔兰'),
        ('ISR', 'Israel', '以色列'),
        ('ITA', 'Italy', '意大利'),
        ('JPN', 'Japan', '日本'),
        ('KEN', 'Kenya', '肯尼亚'),
        ('KOR', 'South Korea', '韩国'),
        ('MAC', 'Macao', '澳门'),
        ('MYS', 'Malaysia', '马来西亚'),
        ('NGA', 'Nigeria', '尼日利亚'),
        ('NLD', 'Netherlands', '荷兰'),
        ('NZL', 'New Zealand', '新西兰'),
        ('PAK', 'Pakistan', '巴基斯坦'),
        ('PHL', 'Philippines', '菲律宾'),
        ('QAT', 'Qatar', '卡塔尔'),
        ('RUS', 'Russia', '俄罗斯'),
        ('SAU', 'Saudi Arabia', '沙特阿拉伯'),
        ('SGP', 'Singapore', '新加坡'),
        ('SWE', 'Sweden', '瑞典'),
        ('THA', 'Thailand', '泰国'),
        ('TUR', 'Türkiye', '土耳其'),
        ('TWN', 'Taiwan', '台湾'),
        ('UKR', 'Ukraine', '乌克兰'),
        ('USA', 'United States', '美国'),
        ('VNM', 'Vietnam', '越南'),
        ('ZAF', 'South Africa', '南非'),
        ('all', 'All places', '全部')
) AS labels (country, country_en, country_zh);
COMMENT ON VIEW v_places IS 'Labels of countries or territories in English and Chinese';
COMMENT ON COLUMN v_places.country IS 'ISO 3166-1 alpha-3 code, or all';
COMMENT ON COLUMN v_places.country_en IS 'Label in English';
COMMENT ON COLUMN v_places.country_zh IS 'Label in Chinese';
