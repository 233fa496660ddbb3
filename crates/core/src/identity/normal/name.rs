//! Names of people: Chinese ones, masked ones, Latin ones, and what is none.
use super::latin;
use super::{fold, is_han, is_placeholder, slips};

/// A name, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// The family name; of a double one (欧阳) the first character, since masking leaves no more.
    pub surname: String,
    /// The given name in its plainest form; empty when it is masked or not said.
    pub given: String,
    /// Forms that a slip in the family name leads to.
    pub surname_near: Vec<String>,
    /// Forms that a slip or a homophone in the given name leads to.
    pub given_near: Vec<String>,
    /// How the whole name sounds; `None` when only a part of it is known.
    pub sound: Option<String>,
    /// A Chinese name. Names of two scripts cannot be compared.
    pub han: bool,
    /// Which of the family of that name: 1 for the elder, 2 for the younger, and so on; 0 when it is not said.
    pub suffix: u8,
}

/// Family names by frequency, and the first characters of double ones.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪\
范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮\
柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和\
仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索\
宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由上诸东";
/// Characters that stand before a family name or a nickname and make it no name.
const FAMILIAR: &str = "小阿老大";
/// Words in a name that tell that it is of a place.
const PLACES: &[&str] = &[
    "前台", "驿站", "代收", "收发", "门卫", "快递", "物业", "保安", "客服", "仓库", "超市",
];
/// Words after a family name.
const TITLES: &[&str] = &["先生", "女士", "小姐", "太太", "老师", "师傅", "同学", "总", "姐", "哥"];
/// Characters of given names that sound alike, a group each: the first one stands for all.
const SOUNDS: &[&str] = &[
    "伟玮炜维威薇唯卫",
    "静婧靖敬晶菁京景",
    "婷亭庭廷",
    "敏闵民旻",
    "杰洁捷婕",
    "丽莉力立利俐黎",
    "浩皓昊豪灏",
    "颖影英莹盈瑛",
    "鑫欣馨新心昕芯",
    "宇羽雨玉瑜钰宇予昱",
    "燕艳彦岩颜妍研",
    "轩宣萱璇炫",
    "琳林霖麟",
    "萍平苹",
    "佳嘉家加",
    "俊峻骏军君钧",
    "涵晗韩寒含",
    "慧惠辉晖卉",
    "明铭鸣名",
    "雅娅亚",
    "怡宜艺依仪奕毅",
    "强蔷",
    "磊蕾",
    "勇永咏",
    "涛韬",
    "超",
    "刚钢",
    "鹏朋",
    "华桦骅",
    "飞菲妃霏",
    "波博柏",
    "斌彬宾",
    "凯恺楷",
    "健建剑",
    "帆凡",
    "旭絮",
    "龙隆",
    "阳洋扬杨",
    "国",
    "志智芝之",
    "文雯闻",
    "子梓紫",
    "睿瑞芮",
    "泽",
    "思斯丝",
    "远媛源元园",
    "一伊依",
    "芳方",
    "娜",
    "霞侠",
    "秀",
    "兰岚",
    "红虹宏洪泓",
    "梅玫",
    "雪",
    "倩茜",
    "诗施",
    "若",
    "曦希熙西",
    "桐童",
    "可",
    "琪琦奇其",
    "月悦跃",
    "悦玥",
];

/// Reads a whole name as it is written. `None` for what is none: a place, a nickname, a placeholder.
pub fn name(text: &str) -> Option<PersonName> {
    let folded = unbracketed(&fold(text));
    let bare = folded.trim();
    if is_placeholder(bare) || PLACES.iter().any(|p| bare.contains(p)) {
        return None;
    }
    if bare.chars().any(is_han) {
        return han(bare);
    }
    latin::whole(bare)
}

/// Reads a name given in parts. An empty part is not known.
pub fn names(given: &str, surname: &str) -> Option<PersonName> {
    let (given, surname) = (fold(given), fold(surname));
    if [&given, &surname].iter().any(|part| part.chars().any(is_han)) {
        return han(&format!("{surname}{given}"));
    }
    latin::parts(&given, &surname)
}

/// Without what stands in brackets.
pub(super) fn unbracketed(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '(' | '[' | '【' | '<' | '{' => depth += 1,
            ')' | ']' | '】' | '>' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(ch),
            _ => {}
        }
    }
    out
}

fn han(bare: &str) -> Option<PersonName> {
    let masked = bare.contains(['*', '某', 'x']);
    let chars: Vec<char> = bare.chars().filter(|c| is_han(*c)).collect();
    let (first, rest) = chars.split_first()?;
    if !SURNAMES.contains(*first) || FAMILIAR.contains(*first) || chars.len() > 4 {
        return None;
    }
    if bare.chars().any(|c| c.is_ascii_alphanumeric() && c != 'x') {
        return None;
    }
    let rest: String = rest.iter().collect();
    let titled = TITLES.iter().any(|t| rest == *t);
    let given = if masked || titled { String::new() } else { rest };
    if given.is_empty() && !masked && !titled {
        return None;
    }
    let given_near = if given.is_empty() {
        Vec::new()
    } else {
        vec![sound(&given)]
    };
    let sounds = (!given.is_empty()).then(|| format!("{first}{}", sound(&given)));
    Some(PersonName {
        sound: sounds,
        surname: first.to_string(),
        given,
        surname_near: Vec::new(),
        given_near,
        han: true,
        suffix: 0,
    })
}

/// How a given name sounds: the first of its group for each character.
fn sound(given: &str) -> String {
    let alike = |ch: char| SOUNDS.iter().find(|group| group.contains(ch));
    given
        .chars()
        .map(|ch| alike(ch).and_then(|group| group.chars().next()).unwrap_or(ch))
        .collect()
}

/// Forms of a Latin name that a slip leads to.
pub(super) fn near(text: &str) -> Vec<String> {
    slips(text)
}
