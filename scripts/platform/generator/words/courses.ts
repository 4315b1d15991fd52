import type { Trade } from '../../../../shared/domain/posting.ts';

export type CourseWords = { title: string; trade: Trade; lessons: readonly number[]; learns: readonly string[] };

export const courseWords: readonly CourseWords[] = [
  {
    title: '养老护理员',
    trade: 'care',
    lessons: [80, 120],
    learns: ['翻身、拍背、喂饭', '量血压、记护理单', '轮椅上下车', '和老人说话'],
  },
  {
    title: '育婴员',
    trade: 'care',
    lessons: [80, 120],
    learns: ['洗澡、抚触', '辅食怎么添', '发热、呛奶怎么办', '哄睡和游戏'],
  },
  {
    title: '家政服务员',
    trade: 'clean',
    lessons: [60, 80],
    learns: ['厨房去油', '衣物分类洗', '收纳', '跟住户怎么说好时间和价钱'],
  },
  {
    title: '保洁员（机器操作）',
    trade: 'clean',
    lessons: [40, 60],
    learns: ['洗地机、吸水机', '清洁剂怎么兑', '石材、木地板怎么养', '高处安全'],
  },
  {
    title: '中式面点',
    trade: 'cook',
    lessons: [80, 100],
    learns: ['发面、烫面', '包子、花卷、烧饼', '馅料调味', '成本怎么算'],
  },
  { title: '中式烹调', trade: 'cook', lessons: [100, 120], learns: ['刀工', '火候', '十道家常菜', '后厨卫生'] },
  {
    title: '保安员',
    trade: 'guard',
    lessons: [40, 60],
    learns: ['法律常识', '门岗登记', '消防器材', '突发情况怎么报'],
  },
  {
    title: '消防控制室值班',
    trade: 'guard',
    lessons: [100, 120],
    learns: ['报警主机', '巡查记录', '疏散引导', '考试要点'],
  },
  {
    title: '叉车司机',
    trade: 'truck',
    lessons: [60, 80],
    learns: ['检查、起步', '叉取、码放', '坡道和转弯', '理论考试'],
  },
  {
    title: '快递收派',
    trade: 'truck',
    lessons: [30, 40],
    learns: ['称重、打单', '路线怎么排', '骑行安全', '客户纠纷'],
  },
  {
    title: '电工（低压）',
    trade: 'fix',
    lessons: [120, 150],
    learns: ['验电、断电', '照明线路', '接地和漏保', '实操考试'],
  },
  {
    title: '电焊工',
    trade: 'factory',
    lessons: [120, 150],
    learns: ['平焊、立焊', '看焊缝', '防护和通风', '动火手续'],
  },
  { title: '数控车床', trade: 'factory', lessons: [120, 160], learns: ['看图', '对刀', '简单程序', '量具'] },
  { title: '缝纫工', trade: 'factory', lessons: [60, 80], learns: ['穿线、踩直线', '锁边', '上拉链', '改裤脚'] },
  { title: '收银和理货', trade: 'sell', lessons: [30, 40], learns: ['收银机', '日期管理', '陈列', '顾客问话'] },
  { title: '网店客服', trade: 'sell', lessons: [40, 60], learns: ['打字', '回话', '退换货', '晒图'] },
  { title: '空调清洗', trade: 'fix', lessons: [40, 60], learns: ['拆装', '药剂', '带电安全', '上门礼数'] },
  { title: '办公软件', trade: 'other', lessons: [40, 60], learns: ['表格', '打字', '打印', '存文件'] },
  { title: '园林养护', trade: 'other', lessons: [40, 60], learns: ['修剪', '病虫害', '浇水施肥', '冬季防护'] },
  { title: '茶饮制作', trade: 'cook', lessons: [30, 40], learns: ['煮茶', '奶盖', '出杯', '开店手续'] },
];

export const providers = [
  '区职工学校',
  '禾木职业培训学校',
  '津穗技能培训中心',
  '青禾职业学校',
  '汇川实训基地',
  '老匠人培训学校',
];
export const costs = [
  '不收钱',
  '不收钱，午饭自己带',
  '200 元，考过能报补贴',
  '300 元，符合条件能报补贴',
  '不收钱，教材 20 元自愿买',
];
export const sentences = [
  '{周一到周五上午|周二、四、六下午|周末全天|晚上 6 点半到 8 点半}上课，缺课能补 {1-3} 次',
  '一班 {12-30/2} 人，{两|三}位老师，动手的课占{一半|六成|七成}',
  '学完考试，考过发{合格证|等级证}，驿站帮着找{两家|三家|五家}要人的单位见面',
  '不会写字的也能学，{有视频|有大图}，考试可以口答',
  '教室在{一|二|三}楼，{有电梯|有坡道}，孩子可以在{旁边屋|活动室}玩',
  '带身份证来报名，满了排下一班，大概等 {10-30/5} 天',
];
