package io.recontact.chat.participant;

import org.springframework.data.repository.Repository;

/** Timer settings. The caller holds the lock of their session. */
interface TimerSettingRepository extends Repository<TimerSetting, TimerSetting.Key> {

    TimerSetting save(TimerSetting setting);

    void deleteById(TimerSetting.Key key);
}
