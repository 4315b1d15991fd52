import type { Event } from '../../../../shared/domain/event.ts';

export type EventWords = {
  kind: Event['kind'];
  titles: readonly string[];
  /** Usual hours of beginning, length in hours. */
  starts: readonly number[];
  lengths: readonly number[];
  venues: readonly string[];
  /** `null`: no seats are counted. */
  seats: readonly number[] | null;
  sentences: readonly string[];
  weight: number;
};

export const eventWords: readonly EventWords[] = [
  {
    kind: 'fair',
    titles: [
      '院里招聘会',
      '{street}招聘会',
      '家门口招聘会',
      '{家政|物流|餐饮|物业|车间}专场招聘会',
      '傍晚招聘会',
      '周边小店招聘会',
    ],
    starts: [9, 9, 9.5, 14, 17],
    lengths: [2, 2.5, 3],
    venues: ['驿站门前小广场', '社区活动室', '街心公园长廊', '商场一层中庭', '党群服务中心大厅'],
    seats: null,
    sentences: [
      '{12-46/2} 家单位来，{80-420/20} 个位子，不用报名，来了就看',
      '门口领一张纸，写着哪家在第几桌',
      '有{保洁|理货|分拣|护理}、{保安|帮厨|送货|缝纫}这些活，{半天的|夜里的|管住的}也有',
      '识字不多的有人念，想问合同的{东|西}头有人答',
      '带身份证就行，不用照片，不收任何钱',
      '下雨改在{活动室|一楼大厅}，时间不变',
    ],
    weight: 30,
  },
  {
    kind: 'talk',
    titles: [
      '合同怎么签',
      '工钱怎么算',
      '灵活就业怎么交社保',
      '失业登记怎么办',
      '头一回面试说什么',
      '小店开张要办啥',
      '骑车送货怎么防摔',
      '反诈：谁要钱谁是骗子',
    ],
    starts: [9.5, 10, 14, 15, 18.5],
    lengths: [1, 1.5, 2],
    venues: ['本站综合活动区', '社区会议室', '街道二楼教室', '图书馆报告厅'],
    seats: [20, 24, 30, 40, 60],
    sentences: [
      '讲 {40-60/10} 分钟，剩下的时间一个一个问',
      '{区里窗口|法律援助站|街道}的{老师|师傅}来讲，说的都是常碰到的事',
      '带着{合同|工资条|缴费单}来，当面给您看',
      '每人发一张大字的纸，回家还能看',
      '听不清坐前排，有扩音，{有手语|有大字幕}',
      '不收钱，也不推销东西',
    ],
    weight: 30,
  },
  {
    kind: 'class',
    titles: [
      '学护理，第一课',
      '学面点，揉面',
      '学手机：扫码和导航',
      '学缝纫，上机',
      '学收纳整理',
      '学水电，认工具',
      '学育婴，洗澡和抚触',
      '学叉车，认一认',
    ],
    starts: [9, 9.5, 14, 14.5],
    lengths: [2, 2.5, 3],
    venues: ['驿站对面实训室', '职工学校 2 号教室', '社区手工坊', '护理院示教室'],
    seats: [12, 16, 20, 24, 30],
    sentences: [
      '上手练为主，{围裙|工具|材料}教室里有',
      '一共 {4-10} 课，缺一两课能补',
      '老师干这行 {8-26/2} 年，{慢慢教|问多少遍都行}',
      '学完想考证的，当场登记{下一班|补贴}',
      '不收钱，{水|茶}管够，孩子可以带来',
      '头一课先看看，合适再往下学',
    ],
    weight: 22,
  },
  {
    kind: 'market',
    titles: ['零工早市', '{street}零工早市', '装卸搬运早市', '家政零工集', '绿化零工早市'],
    starts: [5, 5, 5, 5.5],
    lengths: [2, 2.5, 3],
    venues: ['零工市场大棚', '桥头空场', '停车场东侧', '建材市场门前'],
    seats: null,
    sentences: [
      '{20-60/5} 多家当天要人，{搬运|装卸|保洁|抹灰}多',
      '谈好在窗口登记，工钱多少、几点收工写在条上',
      '有热水、早点 {3-6} 元，能坐着等',
      '当天的活当天结，结不了找窗口',
      '{头盔|手套|反光背心}现场借，收工还',
      '不收摊位钱，也不收介绍钱',
    ],
    weight: 18,
  },
];

export const organisers = [
  '{street}就业驿站',
  '{street}社区综合服务站',
  '区公共就业服务窗口',
  '街道便民服务点',
  '区职工学校',
];
export const movedNote = '时间改过：原来定在前一天，请按现在写的来';
export const cancelledNote = '这一场不办了，报过名的由站里打电话告诉';
